// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/match.h"

#include <cmath>

namespace updesk
{

namespace
{

// Weights in tenths of a bit: log2 of how much oftener a field agrees (or differs) for one person than for two.
constexpr int kDmsWeight = 200;
constexpr int kEmailWeight = 110;
constexpr int kPhoneWeight = 100;
constexpr int kVinWeight = 70;
constexpr int kTypoWeight = 50;
constexpr int kHouseWeight = 40;
constexpr int kPostalWeight = 30;
constexpr int kCompanyWeight = 30;
constexpr int kFirstWeight = 40;
constexpr int kNicknameWeight = 30;
constexpr int kFirstCloseWeight = 20;
constexpr int kLastLeast = 40;
constexpr int kLastMost = 110;
constexpr int kNameDiffers = -40;
constexpr int kOtherDiffers = -10;
constexpr int kGenerationDiffers = -100;

/// How two names stand to each other; Unsure: nearly equal, but Juan and Juana are two people.
enum class Alike : quint8 { Unknown, Same, Close, Unsure, Differ };

struct Names {
    Alike first = Alike::Unknown;
    Alike last = Alike::Unknown;
    bool byNickname = false;
    bool companies = false; ///< the names compared are those of two companies
    int common = 0; ///< people of 100,000 with the (commoner) last name

    bool lastAlike() const { return last == Alike::Same || last == Alike::Close; }
    bool contradict() const { return first == Alike::Differ || last == Alike::Differ; }
};

bool shareGroup(const std::vector<int> &a, const std::vector<int> &b)
{
    return std::any_of(a.begin(), a.end(), [&](int group) { return std::binary_search(b.begin(), b.end(), group); });
}

bool isPartOf(const QStringList &few, const QStringList &many)
{
    return !few.isEmpty() && std::all_of(few.begin(), few.end(), [&](const QString &word) {
        return word.size() > 2 && many.contains(word);
    });
}

/// True when one list begins with the other's first word and the rest are initials: John Q. and John.
bool onlyInitialsApart(const QStringList &a, const QStringList &b)
{
    const auto initials = [](const QStringList &words) {
        return std::all_of(words.begin() + 1, words.end(), [](const QString &word) { return word.size() == 1; });
    };
    return !a.isEmpty() && !b.isEmpty() && a.front() == b.front() && a.front().size() > 1 && initials(a) && initials(b);
}

Alike compareFirst(const MatchKeys &a, const MatchKeys &b, bool &byNickname)
{
    if (a.first.isEmpty() || b.first.isEmpty())
        return Alike::Unknown;
    if (a.first.size() == 1 || b.first.size() == 1)
        return a.first[0] == b.first[0] ? Alike::Close : Alike::Differ;
    if (a.first == b.first || onlyInitialsApart(a.firstWords, b.firstWords))
        return Alike::Same;
    byNickname = shareGroup(a.nicknames, b.nicknames);
    if (byNickname)
        return Alike::Same;
    if (a.firstWords.front() == b.firstWords.front())
        return Alike::Close;
    if (jaroWinkler(a.first, b.first) < kLikeName)
        return Alike::Differ;
    // A slip inside a name is a slip; a changed ending often makes it another person's (Mario, Maria).
    return a.first.back() == b.first.back() && oneTypoAway(a.first, b.first) ? Alike::Close : Alike::Unsure;
}

Alike compareLast(const MatchKeys &a, const MatchKeys &b)
{
    if (a.last.isEmpty() || b.last.isEmpty())
        return Alike::Unknown;
    if (a.last == b.last)
        return Alike::Same;
    const bool close = jaroWinkler(a.last, b.last) >= kLikeName || isPartOf(a.lastWords, b.lastWords)
        || isPartOf(b.lastWords, a.lastWords);
    return close ? Alike::Close : Alike::Differ;
}

bool isCompany(const MatchKeys &keys) { return keys.first.isEmpty() && keys.last.isEmpty() && !keys.company.isEmpty(); }

/// A single word given as a name is read as the last name when the other's last name is that word.
MatchKeys readBeside(const MatchKeys &keys, const MatchKeys &other)
{
    MatchKeys read = keys;
    if (keys.last.isEmpty() && keys.first.size() > 2 && keys.first == other.last) {
        std::swap(read.first, read.last);
        std::swap(read.firstWords, read.lastWords);
        read.nicknames.clear();
    }
    return read;
}

Names compareNames(const MatchKeys &one, const MatchKeys &two, const Commonness &common)
{
    Names names;
    if (isCompany(one) && isCompany(two)) {
        names.companies = true;
        names.common = Commonness::kRare;
        names.last = one.company == two.company                  ? Alike::Same
            : jaroWinkler(one.company, two.company) >= kLikeName ? Alike::Close
                                                                 : Alike::Differ;
        return names;
    }
    const MatchKeys a = readBeside(one, two);
    const MatchKeys b = readBeside(two, one);
    names.common = std::max(common.per100000(a.last), common.per100000(b.last));
    if (!a.first.isEmpty() && !a.last.isEmpty() && a.first == b.last && a.last == b.first) {
        names.first = names.last = Alike::Same; // typed in the other order
        return names;
    }
    names.first = compareFirst(a, b, names.byNickname);
    names.last = compareLast(a, b);
    return names;
}

int lastWeight(const Names &names)
{
    const int full =
        std::clamp(int(std::lround(10 * std::log2(95'000.0 / std::max(names.common, 1)))), kLastLeast, kLastMost);
    switch (names.last) {
    case Alike::Same:
        return full;
    case Alike::Close:
    case Alike::Unsure:
        return full * 6 / 10;
    case Alike::Differ:
        return kNameDiffers;
    case Alike::Unknown:
        break;
    }
    return 0;
}

int firstWeight(const Names &names)
{
    switch (names.first) {
    case Alike::Same:
        return names.byNickname ? kNicknameWeight : kFirstWeight;
    case Alike::Close:
    case Alike::Unsure:
        return kFirstCloseWeight;
    case Alike::Differ:
        return kNameDiffers;
    case Alike::Unknown:
        break;
    }
    return 0;
}

/// Collects weight and reasons of one pair.
class Evidence
{
public:
    Evidence(const MatchKeys &a, const MatchKeys &b, const Commonness &common)
        : m_names(compareNames(a, b, common)),
          m_generations(a.generation != b.generation),
          m_bothGenerations(!a.generation.isEmpty() && !b.generation.isEmpty())
    {
        addNames();
        addCompanies(a, b);
        addPhones(a, b, common);
        addEmails(a, b, common);
        addPlaces(a, b);
        addVins(a, b);
        if (!a.dmsNumber.isEmpty() && !b.dmsNumber.isEmpty())
            add(SameDms, a.dmsNumber == b.dmsNumber ? kDmsWeight : kOtherDiffers);
    }
    Match match() const
    {
        Match match{verdict(), m_weight, 0, m_reasons};
        if (match.verdict == Verdict::Household
            || (m_names.first == Alike::Differ && m_names.lastAlike() && has(SameAddress | SameEmail)))
            match.reasons |= SameHousehold;
        match.percent = percentOf(match);
        return match;
    }

private:
    bool has(quint32 reasons) const { return (m_reasons & reasons) != 0; }
    void add(quint32 reason, int weight)
    {
        m_weight += weight;
        if (weight > 0)
            m_reasons |= reason;
    }

    void addNames()
    {
        m_weight += firstWeight(m_names) + lastWeight(m_names);
        const bool firstSame = m_names.first == Alike::Same;
        if (m_names.last == Alike::Same && (firstSame || m_names.companies))
            m_reasons |= SameName;
        else if (m_names.lastAlike() || (firstSame && m_names.last == Alike::Unknown))
            m_reasons |= m_names.first == Alike::Differ ? 0u : quint32(LikeName);
        m_reasons |= m_names.byNickname ? Nickname : 0u;
        m_reasons |= m_names.first == Alike::Differ ? FirstNamesDiffer : 0u;
        m_reasons |= m_names.last == Alike::Differ ? LastNamesDiffer : 0u;
        if (m_generations) {
            m_reasons |= GenerationsDiffer;
            m_weight += m_bothGenerations ? kGenerationDiffers : 0;
        }
    }

    void addCompanies(const MatchKeys &a, const MatchKeys &b)
    {
        if (!m_names.companies && !a.company.isEmpty() && a.company == b.company)
            add(SameCompany, kCompanyWeight);
    }

    void addPhones(const MatchKeys &a, const MatchKeys &b, const Commonness &common)
    {
        // Colleagues share a switchboard: between them a number speaks only when the whole name agrees.
        const bool switchboard = has(SameCompany) && !(m_names.first == Alike::Same && m_names.last == Alike::Same);
        bool same = false;
        bool shared = false;
        for (const QString &phone : a.phones) {
            if (b.phones.contains(phone))
                (switchboard || common.isShared(phone) ? shared : same) = true;
        }
        if (same)
            add(SamePhone, kPhoneWeight);
        else if (shared)
            m_reasons |= SharedPhone;
        else if (!a.phones.isEmpty() && !b.phones.isEmpty())
            m_weight += kOtherDiffers;
    }

    void addEmails(const MatchKeys &a, const MatchKeys &b, const Commonness &common)
    {
        bool same = false;
        bool shared = false;
        bool typo = false;
        for (const QString &email : a.emails) {
            for (const QString &other : b.emails) {
                if (email == other)
                    (common.isShared(email) ? shared : same) = true;
                else
                    typo = typo || (!common.isShared(email) && !common.isShared(other) && oneTypoAway(email, other));
            }
        }
        if (same)
            add(SameEmail, kEmailWeight);
        else if (typo)
            add(EmailTypo, kTypoWeight);
        else if (shared)
            m_reasons |= SharedEmail;
        else if (!a.emails.isEmpty() && !b.emails.isEmpty())
            m_weight += kOtherDiffers;
    }

    void addPlaces(const MatchKeys &a, const MatchKeys &b)
    {
        if (a.postal.isEmpty() || b.postal.isEmpty())
            return;
        if (a.postal != b.postal) {
            m_weight += kOtherDiffers;
            return;
        }
        add(SamePostal, kPostalWeight);
        if (!a.house.isEmpty() && !b.house.isEmpty())
            add(SameAddress, a.house == b.house ? kHouseWeight : kOtherDiffers);
    }

    void addVins(const MatchKeys &a, const MatchKeys &b)
    {
        for (const OwnedVin &vin : a.vins) {
            for (const OwnedVin &other : b.vins) {
                const bool inTime =
                    vin.at == 0 || other.at == 0 || std::max(vin.at, other.at) - std::min(vin.at, other.at) <= kVinYear;
                if (vin.vin == other.vin && inTime)
                    return add(SameVin, kVinWeight);
            }
        }
    }

    bool isOnePerson() const
    {
        const bool contradicts = m_names.first == Alike::Differ || m_names.first == Alike::Unsure;
        if (has(SameEmail) && !contradicts
            && (m_names.lastAlike() || (m_names.last == Alike::Unknown && m_names.first == Alike::Same)))
            return true;
        if (has(SamePhone) && ((m_names.lastAlike() && !contradicts) || m_names.first == Alike::Same))
            return true;
        return has(SamePhone) && has(SameEmail) && m_weight >= kMatchWeight && !m_names.contradict() && !contradicts;
    }

    bool isWorthALook() const
    {
        if (has(SameEmail | SamePhone | SameVin) || (m_names.lastAlike() && has(SameAddress))
            || (has(SameName) && has(SamePostal)))
            return true;
        const bool wholeNameDiffers = m_names.first == Alike::Differ && m_names.last == Alike::Differ;
        if (has(EmailTypo) && !wholeNameDiffers)
            return true;
        return m_weight >= kReviewWeight && !m_names.contradict();
    }

    Verdict verdict() const
    {
        const bool twoGenerations = m_generations && m_bothGenerations;
        if (has(SameDms))
            return twoGenerations ? Verdict::Review : Verdict::Same;
        if (twoGenerations)
            return has(SamePhone | SameEmail | SameAddress) ? Verdict::Household : Verdict::Different;
        if (isOnePerson())
            return m_generations ? Verdict::Review : Verdict::Same;
        if (has(SamePhone) && !has(SameEmail) && m_names.contradict() && !m_names.companies)
            return Verdict::Household;
        return isWorthALook() ? Verdict::Review : Verdict::Different;
    }

    static int percentOf(const Match &match)
    {
        const int scaled = match.weight * 95 / kMatchWeight;
        switch (match.verdict) {
        case Verdict::Same:
            return std::clamp(scaled, 95, 99);
        case Verdict::Review:
            return std::clamp(scaled, 50, 94);
        case Verdict::Household:
        case Verdict::Different:
            break;
        }
        return std::clamp(scaled, 0, 49);
    }

    Names m_names;
    bool m_generations = false;
    bool m_bothGenerations = false;
    int m_weight = 0;
    quint32 m_reasons = 0;
};

} // namespace

Match judge(const MatchKeys &a, const MatchKeys &b, const Commonness &common) { return Evidence(a, b, common).match(); }

} // namespace updesk
