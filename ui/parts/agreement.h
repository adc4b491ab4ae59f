// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/type.h"

class QPainter;

namespace updesk
{

/// A value that two records share: a tick before it, strong, and tinted, so that it is seen without colour too.
/// Others stand as plain words. `strong` is the step of a shared one.
struct AgreementLook {
    Type plain = Type::Body, strong = Type::BodyStrong;
    bool agrees = false;
};
int agreementWidth(const QString &text, AgreementLook look);
/// Draws it at the left of the box, cut where there is no room; returns the width it took.
int paintAgreement(QPainter &painter, const QRect &box, const QString &text, AgreementLook look, const QColor &ink);

} // namespace updesk
