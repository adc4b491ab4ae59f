// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/agreement.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

static int tickSize(AgreementLook look) { return scaled(look.strong == Type::CaptionStrong ? 11 : 13); }
static int pad() { return scaled(kSpace4); }

int agreementWidth(const QString &text, AgreementLook look)
{
    if (!look.agrees || text.isEmpty())
        return textWidth(text, look.plain);
    return textWidth(text, look.strong) + tickSize(look) + 3 * pad();
}

int paintAgreement(QPainter &painter, const QRect &box, const QString &text, AgreementLook look, const QColor &ink)
{
    if (text.isEmpty() || box.width() <= 0)
        return 0;
    if (!look.agrees)
        return drawText(painter, box, text, look.plain, ink);
    const int height = std::min(box.height(), lineHeight(look.strong) + scaled(2));
    const QRect tint(box.x(), box.center().y() - height / 2, std::min(box.width(), agreementWidth(text, look)), height);
    paintBox(painter, tint, colour(Colour::GoodTint));
    const int tick = tickSize(look);
    drawIcon(painter, QRect(tint.x() + pad(), tint.y(), tick, tint.height()), Icon::Tick, colour(Colour::Good), tick);
    drawText(painter, tint.adjusted(2 * pad() + tick, 0, -pad(), 0), text, look.strong, colour(Colour::Text));
    return tint.width();
}

} // namespace updesk
