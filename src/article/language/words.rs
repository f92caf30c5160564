//! The most frequent words of languages.

/// Frequent words of the languages in the Latin script. A word may be one of several languages: it counts for each.
pub(super) const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the and of to in that is was for with on as by at from it his her their this be are have has had not but said which who will",
    ),
    (
        "de",
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
    ),
    (
        "fr",
        "le la les de des du et en un une est que qui dans pour au aux sur pas plus par ne ce se il elle avec sont cette ont été a son ses leur mais ou nous",
    ),
    (
        "es",
        "el la los las de del y en que un una es por con para se su al lo como más pero sus este esta ha fue son no le o sobre también entre",
    ),
    (
        "it",
        "il la lo gli le di del della dei delle e in che un una è per con non si da al alla sono nel nella più come ha anche i questo dal ma dalla hanno",
    ),
    (
        "pt",
        "o a os as de do da dos das e em no na que um uma é por com para se não ao à mais como foi são seu sua pelo pela mas ou também nos nas",
    ),
    (
        "nl",
        "de het een en van in op te dat is die voor met zijn niet aan er ook als bij door naar om maar uit over hij heeft zich wordt worden dan nog werd deze",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till har inte om ett han de var från men så sig vid kan sade efter också nu eller hon ska under",
    ),
    (
        "da",
        "og i at det er en til på af for med den som de har ikke der et om han var fra sig men kan også efter blev vil eller hun nu ved skal mod havde af noget op mere bliver blevet hvad kommer siger mener meget hvor skriver os dig mig ud deres ifølge får",
    ),
    (
        "no",
        "og i at det er en til på av for med den som de har ikke et om han var fra seg men kan også etter ble vil eller hun nå ved skal mot hadde ut noe opp mer blir blitt hva kommer sier mener mye hvor skriver oss deg meg deres ifølge får ikkje frå eit ein ho dei kva seier",
    ),
    (
        "pl",
        "i w z na do się nie to że jest o jak za od po przez ale dla co tym przy oraz są by ich był było tego który która które może już także jego",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak olan daha çok gibi en ancak sonra kadar ne ise olduğu olduğunu göre var değil ya yapılan iki her türkiye dedi",
    ),
    (
        "id",
        "yang dan di dengan untuk dari pada ini itu dalam tidak akan juga ke oleh adalah telah tersebut bahwa mereka ada sebagai karena atau kata para bisa saat lebih",
    ),
    (
        "fi",
        "ja on ei se että oli hän ovat mutta kun myös joka mukaan jos ole sen sekä kuin niin olisi voi vielä jo ovat",
    ),
    (
        "cs",
        "a se na v že je s z do o to i by za ve pro ale jako po jsou byl podle však která který bylo také od při už",
    ),
    ("ro", "și de în la cu a că nu pe este din un o care au fost pentru mai să al ale s-a prin după sunt iar sau dar"),
    (
        "hu",
        "a az és hogy nem is egy volt de ez meg csak már még van azt el mint ki ha vagy szerint lesz után pedig amely",
    ),
    ("vi", "và của là có trong được cho không các một với những người đã này tại khi để về từ theo đến vào ra"),
    (
        "ca",
        "el la els les de del i en que un una és per amb al com més ha no va són aquest aquesta però seva seu dels també",
    ),
    (
        "hr",
        "i u je se na da su za od s o kako koji što ne nije iz te bi biti će ili ali po do koja sve samo jer još nakon prema",
    ),
    (
        "sk",
        "a sa v na že je s z do o to aj za vo pre ale ako po sú bol podľa však ktorá ktorý bolo tiež od pri už alebo jeho len",
    ),
    (
        "sl",
        "in je v na se da so za ki pa z s bi tudi o po ne kot ter bo še pri od ali ga kar bil bila do ni zaradi lahko med",
    ),
    (
        "et",
        "ja on ei et see oli mis kui ka aga ning ta oma või kes seda selle siis tema ole mille juba veel kuid pärast üle välja aasta",
    ),
    (
        "lt",
        "ir kad į iš tai su buvo yra bet kaip ar dėl apie jau tik už po savo nuo per jis ji jo šio šis dar bus pagal taip ne",
    ),
    (
        "lv",
        "un ir ka no uz ar par kas bet arī lai tas pēc kā vai ne jau tika savu gada bija tiek gan to šo pie līdz vēl būs viņš",
    ),
    (
        "sq",
        "dhe në e të i një për se me që nga ka është më si u do nuk por kjo ky ishte kanë janë edhe mund këtë tij duke pas",
    ),
    (
        "sw",
        "na ya wa kwa ni katika za la kuwa hiyo huo huyo alisema amesema hii cha vya baada kama lakini pia watu wake hao mwaka ili bila yake zaidi",
    ),
    (
        "tl",
        "ang ng sa na mga at ay si ni para kay ito naman nang hindi ng mga isang may din rin niya kung ayon siya kanilang mula upang dahil",
    ),
    (
        "af",
        "die en van in het is te dat wat vir nie met sy om op aan hy was se as ook maar sal by uit ek hulle kan word deur na haar",
    ),
    (
        "az",
        "və bu bir ilə üçün də da ki olan edib olub daha sonra olaraq görə qeyd isə o ən var edir bildirib onun çox həm kimi deyib",
    ),
    (
        "eu",
        "eta da du ez bat dira zuen ere izan dute baina egin hori zen duela baino beste edo den ditu gabe arte egun bere zuten hala",
    ),
    (
        "ga",
        "an agus na ar i go a is le bhí sé tá ag don níl ach leis faoi ó atá nach sin siad seo chun raibh gur bhfuil de idir",
    ),
];
