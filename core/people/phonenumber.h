// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace updesk
{

/// One telephone number as somebody wrote it, and what it means.
struct PhoneNumber {
    QString typed;
    QString e164; ///< empty: could not be read
    QString extension;
    bool operator==(const PhoneNumber &) const = default;
};

/// The numbers in one field, in the order written: two numbers are parted, labels removed, letters dialled, extensions
/// kept apart; a number labelled as fax is left out. `region` (ISO 3166, empty or unknown: US) says what a national
/// number means. A part that is no number keeps its text with an empty e164. Linear; over-long text is not read.
std::vector<PhoneNumber> phonesIn(QStringView typed, const QString &region);

/// The number for reading: national form inside homeRegion's numbering plan, international form abroad; what is not
/// E.164 comes back unchanged.
QString displayPhone(const QString &e164, const QString &homeRegion);

/// The last `count` digits of a number in any form, for "ends in ..." searches.
QString phoneTail(QStringView number, int count = 7);

/// True for the regions of country code 1, whose numbers have ten digits (empty counts as US).
bool isNorthAmerican(const QString &region);

} // namespace updesk
