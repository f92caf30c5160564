//! News agencies, and the places that stories are filed from.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::article::starts::with_lower;
use crate::article::table::Table;

/// No name of an agency or a city is longer, in bytes.
const LONGEST: usize = 64;
/// No name of an agency has more words.
const WORDS: usize = 6;

/// How an agency ends that signs with the name of its site.
const SITES: &[&str] = &[".ru", ".com", ".net"];

/// Agencies by the names that they sign with; in lower case, an underscore for a space.
static AGENCIES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let names = "tnn ap associated_press the_associated_press afp agence_france-presse agence_france_presse reuters thomson_reuters \
        thomson_reuters_foundation upi united_press_international bloomberg bloomberg_news dpa dpa-afx sid epd kna apa sda ats belga anp tt ntb ritzau \
        stt stt-lehtikuva bns leta efe europa_press ep notimex télam telam agencia_brasil agência_brasil lusa ansa adnkronos agi askanews \
        italpress la_presse lapresse xinhua 新华社 新華社 中新社 中国新闻网 中央社 cna pti press_trust_of_india ani ians uni hindustan_times_news_service \
        tns tribune_news_service mcclatchy cp the_canadian_press canadian_press aap pa pa_media press_association kyodo kyodo_news 共同 共同通信 \
        jiji jiji_press 時事 時事通信 yonhap 연합뉴스 뉴시스 뉴스1 newsis tass itar-tass interfax ria ria_novosti риа_новости тасс интерфакс рбк \
        sputnik спутник اسپوتنک سبوتنيك رويترز أ_ف_ب ا_ف_ب أ.ف.ب ا.ف.ب فرانس_برس د_ب_أ د.ب.أ واس وام كونا بترا قنا وكالات الأناضول \
        الاناضول map_وكالة و_م_ع anadolu anadolu_agency aa spa wam qna kuna petra mena sana irna isna mehr fars ina naharnet app \
        online nni inp zap unb bss ucan ucanews ani_news bernama antara vna vnexpress pna philippine_news_agency nan pana panapress \
        apanews map aps tap abp mti čtk ctk pap bta agerpres tanjug hina sta ukrinform unian укрінформ belta kazinform azertac armenpress \
        cp24 rtr afx ots news1 tap-tunis ani/ians afp/ap ap/afp rferl rfe/rl voa bbc cbs cnn cnn_business cnn_sport cns cbs/ap euractiv globe_newswire business_wire pr_newswire \
        prnewswire globenewswire marketwired newswire accesswire efe-epa rtve ایرنا ایسنا فارس مهر ایجنسیاں اے_پی_پی اے_ایف_پی رائٹرز این_این_آئی \
        آن_لائن ध_भाषा भाषा वार्ता एएनआई आईएएनएस";
    names.split_whitespace().map(|name| name.replace('_', " ")).collect()
});

/// Cities that stories are filed from, in lower case, an underscore for a space.
static PLACES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let names = "london paris berlin rome roma madrid lisbon lisboa brussels bruxelles brüssel brussel amsterdam vienna wien geneva genf genève \
        zurich zürich bern berne stockholm oslo copenhagen københavn helsinki reykjavik dublin edinburgh belfast cardiff manchester glasgow \
        moscow moskau moscou mosca moscú москва kiev kyiv киев київ minsk минск warsaw warszawa warschau prague praha prag budapest bucharest sofia athens \
        athen athènes belgrade belgrad sarajevo zagreb ljubljana bratislava vilnius riga tallinn istanbul ankara nicosia valletta munich münchen \
        hamburg frankfurt frankfurt/main köln cologne düsseldorf stuttgart leipzig dresden hannover bremen essen dortmund nürnberg potsdam mainz wiesbaden \
        magdeburg erfurt schwerin kiel karlsruhe straßburg strasbourg strasburgo lyon marseille lille bordeaux toulouse nice nantes rennes barcelona \
        valencia sevilla bilbao zaragoza málaga milan milano naples napoli turin torino venice venezia florence firenze bologna genova palermo \
        washington new_york los_angeles chicago boston houston dallas miami atlanta seattle denver detroit philadelphia phoenix minneapolis \
        san_francisco san_diego las_vegas new_orleans baltimore cleveland pittsburgh sacramento portland honolulu toronto montreal montréal ottawa vancouver \
        québec calgary mexico_city ciudad_de_méxico méxico havana la_habana san_juan panama_city bogotá bogota caracas quito lima la_paz santiago \
        buenos_aires montevideo asunción asuncion brasilia brasília são_paulo sao_paulo rio_de_janeiro guatemala managua san_salvador tegucigalpa \
        san_josé port-au-prince kingston cairo alexandria tripoli tunis algiers rabat casablanca khartoum addis_ababa nairobi kampala kigali \
        dar_es_salaam mogadishu lagos abuja accra dakar bamako abidjan kinshasa luanda harare lusaka maputo pretoria johannesburg cape_town \
        jerusalem tel_aviv gaza ramallah beirut damascus amman baghdad tehran riyadh jeddah doha dubai abu_dhabi kuwait kuwait_city manama muscat sanaa aden \
        kabul islamabad karachi lahore peshawar quetta rawalpindi faisalabad multan hyderabad muzaffarabad new_delhi delhi mumbai kolkata chennai bengaluru bangalore \
        sukkur larkana mardan swat sialkot gujranwala gujrat sargodha bahawalpur abbottabad mansehra gilgit skardu mirpur gwadar turbat khuzdar chaman \
        mirpurkhas nawabshah sahiwal okara kasur attock jhelum chakwal haripur kohat bannu thatta jacobabad shikarpur khairpur zhob nowshera charsadda swabi \
        muzaffargarh rahim_yar_khan vehari jhang chitral dera_ismail_khan dera_ghazi_khan surat nagpur indore kanpur varanasi agra ranchi raipur dehradun \
        shimla amritsar ludhiana noida gurgaon gurugram mysuru mangaluru coimbatore madurai visakhapatnam vijayawada bhubaneswar cuttack shillong imphal \
        agartala aizawl kohima itanagar gangtok panaji vadodara rajkot gwalior allahabad prayagraj meerut pune ahmedabad lucknow jaipur chandigarh srinagar jammu patna bhopal guwahati thiruvananthapuram kochi dhaka kathmandu colombo male thimphu \
        yangon naypyitaw bangkok phnom_penh vientiane hanoi ho_chi_minh_city kuala_lumpur singapore jakarta manila brunei beijing shanghai guangzhou \
        shenzhen hong_kong macau taipei chengdu wuhan seoul pyongyang busan tokyo osaka nagoya ulan_bator ulaanbaatar astana almaty tashkent bishkek \
        dushanbe ashgabat baku tbilisi yerevan sydney melbourne canberra brisbane perth adelaide wellington auckland suva port_moresby united_nations \
        the_hague den_haag la_haye la_haya den vatican_city ciudad_del_vaticano cité_du_vatican davos лондон париж берлин вашингтон нью-йорк \
        санкт-петербург القاهرة الرياض بيروت دمشق بغداد طهران عمان الدوحة دبي أبوظبي الكويت المنامة مسقط صنعاء عدن الرباط الدار_البيضاء تونس الجزائر \
        طرابلس الخرطوم القدس غزة رام_الله باريس لندن واشنطن موسكو برلين نيويورك أنقرة إسطنبول بكين اسلام_آباد کراچی لاہور پشاور کوئٹہ راولپنڈی \
        واشنگٹن ماسکو بیجنگ نئی_دہلی ملتان فیصل_آباد دبئی ریاض تہران कابل नई_दिल्ली मुंबई लखनऊ";
    names.split_whitespace().map(|name| name.replace('_', " ")).collect()
});

/// The first words of the names of agencies: most names are told from them by these.
static FIRST_WORDS: LazyLock<Table<()>> = LazyLock::new(|| {
    let first = |name: &'static String| name.split(' ').next().unwrap_or_default().trim_end_matches('.');
    Table::new(AGENCIES.iter().map(first).chain(["the"]).map(|word| (word, ())), |(), ()| ())
});

/// Whether words are the name of a news agency.
pub(super) fn are_agency(words: &[&str]) -> bool {
    let Some(first) = words.first().filter(|_| words.len() <= WORDS) else { return false };
    let known = FIRST_WORDS.get_folded(first.trim_end_matches('.')).is_some();
    known && if let [word] = words { is_agency(word) } else { is_agency(&words.join(" ")) }
}

/// Whether a name is that of a news agency.
pub(super) fn is_agency(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.');
    // "Pa." and "Sana" are no agencies: short names of agencies are written in capitals, or without any.
    let mut rest = name.chars();
    let titled = rest.next().is_some_and(char::is_uppercase) && name.len() > 1 && rest.all(char::is_lowercase);
    if titled && name.len() <= 4 && !matches!(name, "Ansa" | "Lusa" | "Tass") {
        return false;
    }
    let known = |name: &str| {
        let name = name.strip_prefix("the ").filter(|name| AGENCIES.contains(*name)).unwrap_or(name);
        // "INTERFAX.RU"
        let bare = SITES.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        AGENCIES.contains(name) || AGENCIES.contains(bare)
    };
    name.len() <= LONGEST && with_lower(name, known)
}

/// Whether a name is that of a city from which much is reported.
pub(super) fn is_place(name: &str) -> bool {
    let name = name.trim();
    name.len() <= LONGEST && with_lower(name, |name| PLACES.contains(name))
}
