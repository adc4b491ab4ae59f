// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/fairness.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

constexpr QLatin1String word(const char *text) { return QLatin1String(text); }

constexpr std::array kAllowed = {word("distance"), word("source"), word("asks"), word("visits"), word("reply"),
    word("click"), word("behaviourCap"), word("quiet"), word("timeframe"), word("vehicle"), word("trade"),
    word("readiness")};

constexpr std::array kBlocked = {
    // race, colour, ethnicity
    word("race"), word("racial"), word("ethnic"), word("ethnicity"), word("ethnicname"), word("color"), word("colour"),
    word("skin"), word("skincolor"), word("skincolour"), word("complexion"), word("tribe"), word("caste"),
    word("ancestry"), word("raza"), word("etnia"), word("etnicidad"), word("ethnie"), word("couleur"), word("hispanic"),
    word("latino"),
    // religion
    word("religion"), word("religious"), word("faith"), word("creed"), word("church"), word("mosque"),
    word("synagogue"),
    // national origin, citizenship, language
    word("nationality"), word("nationalorigin"), word("countryoforigin"), word("ethnicorigin"), word("nation"),
    word("national"), word("country"), word("birthcountry"), word("birthplace"), word("citizen"), word("citizenship"),
    word("immigrant"), word("immigration"), word("visastatus"), word("greencard"), word("nacionalidad"),
    word("nationalite"), word("ciudadania"), word("language"), word("lang"), word("locale"), word("mothertongue"),
    word("idioma"), word("lengua"), word("langue"), word("accent"), word("acento"), word("voice"), word("voz"),
    word("voix"), word("spanishspeaker"), word("speaksspanish"),
    // sex, gender, orientation
    word("sex"), word("sexe"), word("sexo"), word("gender"), word("genre"), word("genero"), word("male"),
    word("female"), word("man"), word("woman"), word("orientation"), word("sexualorientation"), word("gay"),
    word("lesbian"), word("lgbt"), word("lgbtq"), word("transgender"), word("pronoun"), word("pronouns"),
    word("salutation"), word("honorific"),
    // marital status, family
    word("marital"), word("maritalstatus"), word("marriage"), word("married"), word("single"), word("divorced"),
    word("widowed"), word("widow"), word("spouse"), word("husband"), word("wife"), word("civilstatus"),
    word("estadocivil"), word("etatcivil"), word("pregnant"), word("pregnancy"), word("maternity"), word("child"),
    word("children"), word("kids"), word("hijos"), word("enfants"), word("dependents"), word("dependants"),
    word("family"), word("familysize"), word("familia"), word("famille"), word("householdsize"),
    word("numberofchildren"),
    // age
    word("age"), word("agegroup"), word("ageband"), word("agerange"), word("aged"), word("edad"), word("birth"),
    word("birthdate"), word("birthday"), word("birthyear"), word("dateofbirth"), word("dob"), word("yob"), word("born"),
    word("nacimiento"), word("naissance"), word("elderly"), word("senior"), word("seniorcitizen"), word("retired"),
    word("retiree"), word("generation"), word("millennial"), word("boomer"), word("teen"), word("youth"), word("young"),
    // disability, health
    word("disability"), word("disabled"), word("handicap"), word("handicapped"), word("discapacidad"),
    word("wheelchair"), word("health"), word("medical"), word("illness"), word("genetic"),
    // income and its source, public assistance
    word("income"), word("incomesource"), word("ingreso"), word("ingresos"), word("revenu"), word("salary"),
    word("wage"), word("wages"), word("earnings"), word("pension"), word("benefits"), word("publicassistance"),
    word("welfare"), word("snap"), word("foodstamps"), word("ssi"), word("ssdi"), word("socialsecurity"),
    word("unemployment"), word("unemployed"), word("alimony"), word("childsupport"), word("employer"),
    word("employment"), word("job"), word("jobtitle"), word("occupation"), word("profession"), word("networth"),
    word("housevalue"), word("homevalue"), word("creditscore"), word("fico"), word("ssn"), word("creditrights"),
    // military, record, pictures, neighbourhood
    word("military"), word("veteran"), word("army"), word("criminal"), word("criminalrecord"), word("arrest"),
    word("conviction"), word("felony"), word("photo"), word("picture"), word("selfie"), word("face"),
    word("photograph"), word("neighborhood"), word("neighbourhood"), word("demographic"), word("demographics"),
    word("census"), word("censustract"), word("nameorigin"), word("surnameorigin"), word("driverlicense"),
    word("driverslicense"), word("driverlicence"), word("licensenumber")};

constexpr std::array kProxies = {word("zip"), word("zipcode"), word("postal"), word("postcode"), word("postalcode"),
    word("city"), word("town"), word("street"), word("address"), word("county"), word("region"), word("areacode"),
    word("name"), word("firstname"), word("givenname"), word("lastname"), word("surname"), word("familyname"),
    word("email"), word("emaildomain"), word("maildomain"), word("domain"), word("device"), word("phonemodel"),
    word("browser"), word("operatingsystem"), word("os"), word("carrier"), word("ip"), word("ipaddress"),
    word("school"), word("university"), word("college"), word("club"), word("education"), word("homeowner"),
    word("renter"), word("timezone"), word("music"), word("shopping")};

bool contains(std::span<const QLatin1String> list, const QString &joined)
{
    return std::any_of(list.begin(), list.end(), [&](QLatin1String term) { return term == joined; });
}

/// True when any run of neighbouring words, written together, is on the list.
bool anyRun(const QStringList &words, std::span<const QLatin1String> list)
{
    constexpr qsizetype kLongestTerm = 4;
    for (qsizetype from = 0; from < words.size(); ++from) {
        QString joined;
        for (qsizetype to = from; to < std::min(words.size(), from + kLongestTerm); ++to) {
            joined += words[to];
            if (contains(list, joined) || (joined.endsWith(u's') && contains(list, joined.chopped(1))))
                return true;
        }
    }
    return false;
}

} // namespace

QStringList identifierWords(QStringView name)
{
    QString parted;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        const bool next = i + 1 < name.size();
        if (i > 0 && c.isUpper() && (name[i - 1].isLower() || (next && name[i - 1].isUpper() && name[i + 1].isLower())))
            parted += u' ';
        else if (i > 0 && c.isDigit() != name[i - 1].isDigit())
            parted += u' ';
        parted += c;
    }
    return foldedWords(parted);
}

FactorVerdict checkFactor(QStringView name)
{
    const QStringList words = identifierWords(name);
    // The exact allowed names come first: "vehicle" or "source" may stand inside longer, forbidden names but never the
    // reverse.
    if (std::any_of(kAllowed.begin(), kAllowed.end(), [&](QLatin1String term) { return name == term; }))
        return FactorVerdict::Allowed;
    // Written in capitals a name has no seams; the lower-case reading finds AGE as well as customerAge.
    if (anyRun(words, kBlocked) || anyRun(foldedWords(name), kBlocked))
        return FactorVerdict::Blocked;
    if (anyRun(words, kProxies) || anyRun(foldedWords(name), kProxies))
        return FactorVerdict::NeedsSignOff;
    return FactorVerdict::NoteOnly;
}

std::span<const QLatin1String> allowedFactors() { return kAllowed; }
std::span<const QLatin1String> blockedFactors() { return kBlocked; }
std::span<const QLatin1String> proxyFactors() { return kProxies; }

} // namespace updesk
