"""The words and sentence patterns that `benchmarks.newsroom` writes with.

In a pattern, {slots} are filled once for a fact, [one|of|these] is taken anew at each telling.
"""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The parts of *text* between bars."""
    return tuple(text.split("|"))


STARTS = listed(
    "ba|bra|ce|cla|do|dre|fa|fle|go|gra|he|ja|ko|kri|le|ma|me|no|o|pa|pro|que|ri|sa|ske|sto|ta|tre|u|va|we|za|al|er|"
    "in|or"
)
SYLLABLES = listed(
    "b|bel|d|den|dor|f|fen|g|gol|h|hel|j|jor|k|kel|l|len|lin|mar|mel|m|n|nor|p|pen|r|ren|rin|s|sel|sim|t|tel|tin|tur|"
    "v|vel|vin|w|wen|z"
)
FIRST_ENDS = listed("a|an|as|e|en|ia|ik|in|is|o|on|us|yn")
LAST_ENDS = listed(
    "ach|ard|berg|court|dahl|erton|field|gate|hoff|ini|itz|kov|man|mont|ner|ov|rick|sen|shaw|son|stad|wick"
)
PLACE_ENDS = listed("borough|bury|dale|ford|grad|ham|haven|hold|low|mere|minster|mouth|ness|port|stead|stow|vale|wick")
TERM_ENDS = listed("ane|ate|ene|eum|ide|in|ine|ite|ium|ol|ose|oxide|yl")
PAPERS = listed("Courier|Gazette|Herald|Ledger|Observer|Sentinel|Post|Mercury|Echo|Standard|Argus|Record|Tribune")
KINDS = listed(
    "grain|coal|freight|bus|ferry|power|sewage|cotton|glass|timber|copper|steel|paper|sugar|cement|textile|gas|oil|"
    "water|rail|fish|meat|flour|salt|tyre|battery|chemical|plastics|furniture|brick"
)
THINGS = listed(
    "terminal|depot|station|plant|works|mill|yard|warehouse|refinery|factory|store|bridge|tunnel|quarry|mine|market|"
    "hospital|school|stadium|prison|camp|airfield|harbour|dam|pipeline|laboratory|archive|hotel|court|barracks"
)
BODIES = listed(
    "Harbour Authority|Fire Office|Works Inspectorate|Coast Guard|Dockers Union|City Council|Health Department|"
    "Prosecutor's Office|Chamber of Commerce|Transport Agency|Teachers Union|Police Directorate|Housing Board|"
    "Ministry of Labour|Ministry of Finance|Environment Agency|Rescue Service|Audit Commission|Court of Appeal|"
    "Human Rights Committee|Farmers Association|Water Board|Election Commission|Relief Fund"
)
FIRMS = listed("Holdings|Logistics|Energy|Industries|Shipping|Foods|Bank|Insurance|Construction|Chemicals|Group")
OFFICES = listed(
    "the director of the {body}|a spokeswoman for the {body}|the head of the {body}|the deputy chief of the {body}|"
    "a lawyer for the {body}|an engineer at the {body}|the mayor of {place}|a teacher from {place}|"
    "a resident of {place}|a member of parliament for {place}|a {age}-year-old welder|"
    "a {age}-year-old driver from {place}|a nurse who lives in {place}|the chairman of the {body}|"
    "an adviser to the {body}|a historian at the University of {place}"
)
PEOPLE = listed(
    "workers|people|passengers|residents|prisoners|soldiers|students|pupils|nurses|farmers|miners|sailors|tenants|"
    "patients|visitors|drivers|teachers|families|children|demonstrators|customers|officers|guards|employees"
)
UNNAMED = listed(
    "a senior official who asked not to be named|two people familiar with the matter|witnesses|local residents|"
    "a person close to the talks|several former employees|a police source|"
    "an official who was not authorised to speak|security sources|people who saw it"
)
SAYING = listed(
    "said|said|said|said|added|stated|announced|told reporters|claimed|insisted|explained|warned|confirmed|noted"
)
NOUNS = listed(
    "report|letter|contract|audit|budget|permit|plan|survey|inquiry|ruling|tender|loan|grant|roof|beam|valve|engine|"
    "pump|cable|wall|fence|gate|crane|boiler|furnace|turbine|lorry|barge|tram|signal|road|canal|bank|levee|field|"
    "forest|orchard|crop|harvest|herd|flock|vaccine|ward|clinic|ambulance|surgery|diagnosis|drug|epidemic|sample|"
    "test|figure|estimate|forecast|price|wage|pension|tax|tariff|fee|fine|debt|deficit|profit|share|merger|market|"
    "export|import|licence|patent|invention|theory|experiment|discovery|telescope|satellite|rocket|network|server|"
    "password|leak|breach|virus|program|election|ballot|campaign|coalition|cabinet|minister|senator|treaty|border|"
    "embassy|visa|refugee|convoy|garrison|ceasefire|offensive|missile|rifle|patrol|checkpoint|hostage|ransom|robbery|"
    "burglary|fraud|bribe|verdict|appeal|sentence|jury|witness|testimony|charge|warrant|custody|prison|parole|murder|"
    "body|grave|cemetery|church|mosque|temple|monastery|bishop|pilgrim|festival|concert|orchestra|opera|theatre|"
    "novel|poem|painting|museum|exhibition|statue|fresco|film|actor|director|award|match|league|goal|coach|striker|"
    "referee|stadium|marathon|medal|record|swimmer|cyclist|glacier|avalanche|earthquake|flood|drought|storm|"
    "hurricane|wildfire|eruption|landslide|species|whale|wolf|eagle|beetle|fungus|reef|wetland|reserve|emission|smog|"
    "filter|waste|landfill|recycling|reactor|uranium|coal|gas|oil|pipeline|refinery|grid|blackout|meter|bill|tenant|"
    "rent|mortgage|flat|tower|lift|stairwell|basement|school|pupil|curriculum|exam|tuition|scholarship|professor|"
    "faculty|library|archive|manuscript|map|coin|treasure|shipwreck|anchor|lighthouse|trawler|catch|quota|net|buoy|"
    "ferry|cruise|passenger|luggage|ticket|timetable|strike|picket|union|layoff|bonus|pensioner|orphan|widow|twin|"
    "midwife|nursery|playground|bakery|brewery|vineyard|dairy|butcher|recipe|spice|flour|sugar|salt|textile|loom|dye|"
    "leather|shoe|button|zip|mirror|lamp|clock"
)
ADJECTIVES = listed(
    "new|old|large|small|first|second|last|former|early|late|annual|monthly|weekly|daily|local|regional|national|"
    "foreign|public|private|secret|open|closed|empty|full|broken|damaged|repaired|missing|stolen|forged|genuine|"
    "costly|cheap|free|rare|common|ancient|modern|electric|wooden|metal|concrete|rusty|wet|dry|cold|hot|frozen|burnt|"
    "flooded|polluted|clean|safe|dangerous|toxic|illegal|legal|temporary|permanent|urgent|delayed|final|draft|"
    "internal|external|joint|rival|main|northern|southern|eastern|western|central|rural|urban|coastal|inland|upper|"
    "lower|military|civilian|religious|medical|technical|financial|judicial|political|commercial|agricultural|"
    "industrial|nuclear|digital|postal|naval|royal|municipal|federal|provincial|colonial|disputed|abandoned|promised|"
    "rejected|approved|unfinished|renovated|overcrowded|unpaid"
)
VERBS = listed(
    "repaired|closed|opened|sold|bought|rented|built|rebuilt|demolished|damaged|inspected|measured|counted|tested|"
    "approved|rejected|postponed|cancelled|signed|published|leaked|printed|copied|translated|edited|banned|allowed|"
    "licensed|taxed|financed|insured|audited|blocked|cleared|crossed|guarded|searched|seized|robbed|returned|"
    "concealed|found|lost|replaced|moved|shipped|loaded|unloaded|weighed|stored|cooled down|burned|flooded|drained|"
    "cleaned|polluted|painted|restored|exhibited|filmed|recorded|televised|praised|criticised|condemned|defended|"
    "questioned|examined|treated|vaccinated|served|housed|evacuated|rescued|abandoned|occupied|shelled|bombed|"
    "captured|freed|arrested|charged|tried|acquitted|convicted|fined|pardoned|elected|dismissed|appointed|promoted|"
    "trained|hired|paid|underpaid|organised|attended|joined|left|merged|split|founded|dissolved|registered|surveyed|"
    "mapped|drilled|dug|planted|harvested|milled|baked|brewed|embroidered|stitched|tanned|forged|welded|assembled|"
    "designed|invented|patented|tuned|wired|heated|cooled|fenced|paved|widened|narrowed|raised|lowered|doubled|"
    "halved"
)
LINKS = listed(
    "after|before|because of|despite|instead of|together with|without|during|against|beyond|behind|beside|ahead of|"
    "apart from|along with|thanks to|owing to|following|besides|unlike|over|under|towards|across|around|through|since|"
    "until|except|short of|along|above|below|inside|outside|amid|among"
)
OPENINGS = listed(
    "We|They|You|I|People|My brother|My neighbours|Our lawyers|The engineers|Her colleagues|Nobody|Somebody|Everybody|"
    "The others|The owners|His friends|Our children|These men|Those women|The auditors|Two nurses|The lodgers"
)
AUXILIARIES = listed(
    "never|always|finally|simply|secretly|only|nearly|almost|once|twice|long since|quickly|quietly|then"
)
TAILS = ("", "", "", "[ of {place}|]", "[ of the {thing}|]", "[ of the {body}|]")
FACTS: tuple[tuple[str, ...], ...] = (
    (
        "{n} {who} were [injured|hurt] when part of the {thing} [collapsed|came down|gave way] in {place} on {day}",
        "[the collapse|the accident] at the {thing} in {place} [injured|hurt] {n} {who} on {day}",
    ),
    (
        "{m} {who} were killed [in a fire|in a blaze] at the {thing} in {place}",
        "a fire that swept through the {thing} in {place} [killed|claimed the lives of] {m} {who}",
    ),
    (
        "the {body} [knew of|had been warned about] the {noun} at the {thing} since {day}",
        "a warning about the {noun} at the {thing} reached the {body} on {day}",
    ),
    ("repairs to the {thing} will cost {money}", "{money} will be needed to [repair|mend] the {thing}"),
    (
        "{percent} per cent of the {who} of {place} [voted|decided] against the {noun}",
        "the {noun} was [turned down|rejected] by {percent} percent of {who} in {place}",
    ),
    (
        "the {body} [arrested|detained] {m} {who} in {place} on {day}",
        "{m} {who} were [arrested|taken into custody] on {day} in {place} by the {body}",
    ),
    (
        "{n} {who} have been [evacuated|moved to safety] from the area around the {thing}",
        "[the evacuation|clearing] of the area around the {thing} [drove|moved] {n} {who} from their homes",
    ),
    (
        "the {body} has [ordered|demanded] the closure of the {thing} until further notice",
        "the {thing} must [stay shut|remain closed] until further notice by order of the {body}",
    ),
    (
        "traces of {term} were found in the drinking water of {place}",
        "the drinking water of {place} [contained|held] traces of {term}",
    ),
    (
        "{who} at the {thing} have been on strike since {day}",
        "a strike of {who} at the {thing} [began|started] on {day}",
    ),
    ("the {body} bought the {thing} for {money}", "the {thing} was sold to the {body} for {money}"),
    (
        "the {adjective} {noun} cost the taxpayers of {place} {money}",
        "taxpayers in {place} paid {money} for the {adjective} {noun}",
    ),
    (
        "an inquiry into the {adjective} {noun} was opened in {place} on {day}",
        "on {day} prosecutors in {place} [opened|began] an inquiry into the {adjective} {noun}",
    ),
    (
        "the court in {place} sentenced {m} {who} for [fraud|bribery] over the {thing}",
        "{m} {who} were [convicted|jailed] in {place} for their part in the affair of the {thing}",
    ),
    (
        "the {body} will [dismiss|lay off] {n} {who} by the end of the year",
        "{n} {who} of the {body} will lose their jobs this year",
    ),
    (
        "the {thing} was [inspected|examined] {m} times since {day} without a finding",
        "{m} inspections of the {thing} since {day} [found nothing|brought no finding]",
    ),
    (
        "{n} litres of {term} leaked from the {thing} into the river at {place}",
        "a leak at the {thing} sent {n} litres of {term} into the river near {place}",
    ),
    (
        "about {n} {who} [marched|demonstrated] in {place} on {day}",
        "a march in {place} on {day} drew [some|about] {n} {who}",
    ),
    ("the {body} [has not paid|owes] its {who} {money}", "{who} are still [waiting for|owed] {money} by the {body}"),
    (
        "rain [flooded|swamped] the {thing} and {m} streets in {place}",
        "{m} streets in {place} and the {thing} were under water",
    ),
    (
        "the {adjective} {noun} was stolen from the {thing} on {day}",
        "thieves took the {adjective} {noun} from the {thing} on {day}",
    ),
    (
        "{percent} per cent of the {term} used in {place} comes from the {thing}",
        "the {thing} supplies {percent} per cent of the {term} that {place} uses",
    ),
    (
        "no {who} were at the {thing} when the alarm [sounded|went off]",
        "the {thing} was empty of {who} at the time of the alarm",
    ),
    (
        "the roof of the {thing} had been [rusting|sagging] for {m} years",
        "for {m} years the roof of the {thing} had been [weak|sagging]",
    ),
    ("{m} {who} from {place} are still missing", "nothing has been heard of {m} {who} from {place}"),
    ("the licence of the {body} [ran out|expired] on {day}", "since {day} the {body} has had no licence"),
    ("the outbreak in {place} has [made|left] {n} {who} ill", "{n} {who} fell ill in the outbreak in {place}"),
    (
        "the {body} changed its rules on {term} on {day}",
        "new rules of the {body} on {term} [came into force|took effect] on {day}",
    ),
)
