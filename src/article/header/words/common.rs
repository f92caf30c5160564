//! Words that no name has.

/// Capitalised words of standing heads, places and institutions, which no name has.
pub(super) const COMMON: &str = "team desk newsroom president minister senator sen rep gov governor mayor king queen prince pope mr mrs ms chancellor judge justice sir lord new north south east west united saint fort lake mount port city county state street house world politics \
    business culture opinion sport sports science health tech technology travel food style arts music film \
    movies books education environment climate economy markets money key points breaking latest top stories \
    story related popular trending university college school institute department ministry court council party \
    union the a an this that my your our how why what when where who is are was not no all more most first last \
    next back out up with without between after before against over under premium membership members only \
    exclusive middle europe asia africa america american white contents summary introduction background abstract \
    analysis review interview getty images shutterstock istock corp inc ltd llc of";
