// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/people/names.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace updesk
{

/// A vehicle by which a customer is known, and when it was last said to be theirs (UTC; 0: not known).
struct OwnedVin {
    QString vin;
    Time at = 0;
    bool operator==(const OwnedVin &) const = default;
};

/// What is known of one person or company, in the normal forms that the readers of people give.
struct MatchFacts {
    QString first, last, suffix, company;
    QStringList phones; ///< E.164
    QStringList emails; ///< by matchingEmail()
    QString street, postal, dmsNumber;
    std::vector<OwnedVin> vins;
};

/// MatchFacts in the forms that are compared.
struct MatchKeys {
    QStringList phones, emails;
    QString first, last; ///< name keys
    QStringList firstWords, lastWords; ///< for double names: Mary Ann and Mary, Lopez Diaz and Lopez
    std::vector<int> nicknames; ///< groups of the first name
    QString generation, company, postal, house, dmsNumber;
    std::vector<OwnedVin> vins;
    bool operator==(const MatchKeys &) const = default;
};
MatchKeys keysOf(const MatchFacts &facts, const Nicknames &nicknames = Nicknames::standard());

enum class Verdict : quint8 {
    Same, ///< one customer: joined without asking
    Review, ///< perhaps one customer: a person decides
    Household, ///< two people of one household: linked, never merged
    Different
};

/// Why two records match or do not; bits.
enum Reason : quint32 {
    SamePhone = 1,
    SameEmail = 2,
    SameDms = 4,
    SameName = 8,
    LikeName = 16,
    SameAddress = 32,
    SamePostal = 64,
    SameVin = 128,
    EmailTypo = 256,
    SameCompany = 512,
    Nickname = 1024,
    SameHousehold = 2048,
    SharedPhone = 4096, ///< the same phone, but too many have it
    SharedEmail = 8192, ///< the same e-mail, but it is made up or shared
    FirstNamesDiffer = 16384,
    LastNamesDiffer = 32768,
    GenerationsDiffer = 65536 ///< Jr. and Sr., or only one of them says
};
inline constexpr quint32 kAgreements = SamePhone | SameEmail | SameDms | SameName | LikeName | SameAddress | SamePostal
    | SameVin | EmailTypo | SameCompany | SameHousehold;

struct Match {
    Verdict verdict = Verdict::Different;
    int weight = 0; ///< tenths of a bit of evidence (Fellegi-Sunter), above 0 speaks for one person
    int percent = 0; ///< 0 to 99 for reading; in step with the verdict
    quint32 reasons = 0; ///< bits of Reason
    bool operator==(const Match &) const = default;
};

/// Weights, in tenths of a bit, that part match from review from new. Above the match weight two hard identifiers
/// (phone, e-mail) that agree are enough without a name; a rare name alone (15 bits) stays below review, with its town
/// it passes.
inline constexpr int kMatchWeight = 200;
inline constexpr int kReviewWeight = 160;
/// From this likeness two last names count as one.
inline constexpr double kLikeName = 0.92;
/// The same VIN says something about two people only within this time.
inline constexpr Time kVinYear = 365 * kDay;

/// Compares two records; the order of the two does not matter.
/// Same: one DMS number; or one e-mail and like last names; or one phone and a like name (last names alike, or first
/// names equal or in one nickname group); never when first names contradict and never across Jr. and Sr. Household: one
/// phone, contradicting names. Review: like last names at one address; one name and postal code; one VIN within a year;
/// an e-mail one typo off; one e-mail otherwise. Shared values prove nothing.
Match judge(const MatchKeys &a, const MatchKeys &b, const Commonness &common);

/// Puts candidates best first (verdict, then weight) and drops those that nothing speaks for; equal ones keep their
/// order. `Candidate` has a member `match`.
template <class Candidate>
void rank(std::vector<Candidate> &candidates)
{
    std::erase_if(candidates, [](const Candidate &c) { return (c.match.reasons & kAgreements) == 0; });
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return a.match.verdict != b.match.verdict ? a.match.verdict < b.match.verdict : a.match.weight > b.match.weight;
    });
}

/// One indexed look-up that finds candidates.
struct BlockKey {
    enum class Kind : quint8 { Dms, Phone, Email, LastPostal, Last3HousePostal3, Vin };
    Kind kind = Kind::Phone;
    QString value; ///< the parts of a composed key are joined by '|'
    bool operator==(const BlockKey &) const = default;
    bool operator<(const BlockKey &other) const { return kind != other.kind ? kind < other.kind : value < other.value; }
};
/// All look-ups for one record, each once; made-up values and keys with an empty part are left out.
std::vector<BlockKey> blockKeys(const MatchKeys &keys);

} // namespace updesk
