//! English.

use super::{
    ADVERB, BREAK, CONNECTIVE, Cue, DAY, DETERMINER, FIELD, HANGS, HONORIFIC, INSTITUTION, OPENER, PREPOSITION,
    PRONOUN, RELATIVE, SOURCE, Words,
};

pub(super) const WORDS: Words = Words {
    kinds: &[
        (PRONOUN, "he she they we i it you one both others another"),
        (DETERMINER, "the a an his her their its our my this these those one another some many several both each"),
        (
            BREAK,
            "in on at to by from with during after before as when while who whom which that because about against over under into \
        since until if but and or though although where whose than then so yet nor how why what per via upon toward towards \
        between among amid despite without within through here there not also is was are were be been being has had have do \
        does did will would can could may might must shall should however meanwhile \
             instead besides moreover furthermore nevertheless nonetheless therefore hence speaking addressing appearing talking",
        ),
        (
            PREPOSITION,
            "in on at to by with during before against over under into about toward towards between among amid despite without \
        within through upon per via of for from",
        ),
        (
            ADVERB,
            "has had have also then later again once further recently previously now never ever just even still only already soon \
        first earlier long always sometimes often went goes on to was were is are been being be as did does do would will \
        could can might may must should not himself herself themselves itself repeatedly 's 've",
        ),
        (CONNECTIVE, "and or but then"),
        (
            DAY,
            "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september \
        october november december today yesterday tonight last this next earlier later again recently there here mon tue wed \
        thu fri sat sun jan feb mar apr jun jul aug sept sep oct nov dec",
        ),
        (
            OPENER,
            "the a an but and so in on at for if when while as after before since though although with to from by it he she they \
        we i you his her their this that these those there here what who how why not no yes now then still yet even just \
        also some many most all one two three meanwhile however instead during between last next my our your its according \
        asked",
        ),
        (
            FIELD,
            "foreign interior finance defense defence health education state u.s us uk republican democratic republicans democrats",
        ),
        (
            INSTITUTION,
            "academy administration agency army association authority bank board bureau center centre chamber church city college \
             commission committee conference corps council court department directorate faculty federation foundation government \
             house institute institution kingdom league library ministry museum office organisation organization parliament \
             party republic school senate society state states union university",
        ),
        (HONORIFIC, "mr mrs ms miss sir dame lady"),
        (RELATIVE, "who which"),
        (HANGS, "of for from at who"),
        (SOURCE, "according"),
    ],
    cues: &[
        (
            Cue::Adding,
            "saying adding noting stressing underscoring underlining emphasizing emphasising stating explaining warning arguing \
        insisting claiming asking replying writing tweeting announcing declaring recalling remarking commenting concluding \
        continuing acknowledging admitting conceding denying confirming suggesting calling describing telling quoting citing \
        vowing pledging promising urging predicting complaining joking shouting yelling chanting reading asserting alleging \
        labeling labelling branding dubbing denouncing dismissing accusing reiterating responding lamenting boasting \
        likening demanding proclaiming pronouncing reminding referring questioning mocking criticizing criticising praising \
        slamming observing",
        ),
        (
            Cue::Tells,
            "told tells tell assured assures reminded reminds informed informs accused accuses blamed blames criticized \
        criticised criticizes slammed blasted mocked praised thanked urged called-on attacked credited challenged greeted \
        ripped hammered knocked ridiculed congratulated threatened chided lambasted scolded promised welcomed",
        ),
        (
            Cue::Says,
            "said says say added adds add noted notes stressed stresses underscored underscores underlined underlines emphasized \
        emphasised emphasizes stated states explained explains warned warns argued argues insisted insists claimed claims \
        asked asks replied replies wrote writes tweeted tweets retweeted posted posts announced declared declares recalled \
        recalls remarked remarks commented comments concluded concludes continued continues acknowledged acknowledges \
        admitted admits conceded concedes denied confirmed suggested suggests vowed vows pledged pledges predicted predicts \
        complained complains joked jokes quipped quips shouted shouts yelled yells testified testifies observed observes \
        reiterated reiterates maintained maintains cautioned cautions responded responds answered answers asserted asserts \
        alleged alleges boasted boasts bragged contended contends countered counters cried exclaimed fumed griped grumbled \
        hinted insinuated interjected intoned lamented laments mused muses opined ordered pleaded proclaimed proclaims \
        pronounced proposed protested questioned quoted reasoned reported reports reflected retorted revealed reveals ruled \
        screamed sighed sniffed snapped speculated texted thundered urged urges whispered wondered emailed e-mailed blogged \
        chanted chants sang cheered read reads agreed agrees affirmed affirms advised apologized apologised believes \
        believed demanded demands elaborated elaborates estimated estimates gushed implored inquired joined promised \
        promises railed ranted recounted recounts repeated repeats scoffed shrugged stammered thinks thought barked begged \
        bemoaned blurted conveyed decried deadpanned enthused echoed echoes feared fears forecast hoped hopes indicated \
        indicates informed interrupted jested laughed marveled mentioned muttered offered offers preached pressed puts put \
        rejoiced relayed remembered remembers resolved shot signed signaled summarized summed taunted teased tells teases \
        swore",
        ),
        (
            Cue::Calls,
            "called calls describes described dubbed labeled labelled labels branded termed denounced dismissed characterized \
        characterised characterizes cited cites quotes refers referred hailed condemned condemns used uses touted found \
        finds considers considered deemed portrayed compared likened spoke speaks talked talks made gave issued released \
        published sent titled entitled expressed expresses voiced cast pointed points showed shows listed presented tweeted \
        defended rejected rejects decried blasted slammed ridiculed mocked accused accuses praised wants wanted sees saw \
        welcomed",
        ),
    ],
};
