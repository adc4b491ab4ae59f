// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace updesk
{

/// A vehicle as labels give it, each value as written.
struct LabelVehicle {
    QString year, make, model, trim, vin, stock, line, condition, mileage;
};

/// What the labels of a mail say; values as written, dealer's sections left out.
struct LabelFields {
    QString first, last, full, email, phone, mobile, postal, city, region, comments, source, timeframe, contactMethod,
        id;
    LabelVehicle wanted, trade;
    int count = 0; ///< labels that had a value
};

inline constexpr int kFewestLabels = 3; ///< of a form, with a phone or an e-mail among them

/// Reads "Label: value", "*Label:* value", "Label<tab>value" and a label alone above its value.
LabelFields readLabels(const QString &text);

} // namespace updesk
