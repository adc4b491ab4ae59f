// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/matchtable.h"

#include "ui/lead/leadwords.h"
#include "ui/parts/agreement.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

static QString nameOf(const MatchCell &cell)
{
    const auto plain = [&cell]() -> QString {
        switch (cell.of) {
        case MatchCell::Of::Name:
            return MatchTable::tr("Name");
        case MatchCell::Of::Company:
            return MatchTable::tr("Company");
        case MatchCell::Of::Phone:
            return MatchTable::tr("Phone");
        case MatchCell::Of::Email:
            return MatchTable::tr("Email");
        case MatchCell::Of::Address:
            return MatchTable::tr("Address");
        case MatchCell::Of::DmsNumber:
            break;
        }
        return MatchTable::tr("DMS number");
    };
    return cell.agree == MatchCell::Agree::Alike ? MatchTable::tr("%1 (alike)", "a field").arg(plain()) : plain();
}

MatchTable::MatchTable(std::vector<MatchCell> cells, const LeadWords &words, QWidget *parent)
    : QWidget(parent), m_cells(std::move(cells))
{
    setObjectName(QStringLiteral("lead.merge.cells"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (MatchCell &cell : m_cells) {
        if (cell.of != MatchCell::Of::Phone)
            continue;
        for (QString *side : {&cell.left, &cell.right})
            if (side->startsWith(u'+'))
                *side = words.phone(*side);
    }
    setAccessibleName(lines().join(tr(". ", "between facts that are read out")));
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QStringList MatchTable::lines() const
{
    QStringList out;
    for (const MatchCell &cell : m_cells) {
        const QString none = tr("none");
        const QString left = cell.left.isEmpty() ? none : cell.left, right = cell.right.isEmpty() ? none : cell.right;
        if (cell.agree == MatchCell::Agree::No)
            out << tr("%1 differs: %2, and %3").arg(nameOf(cell), left, right);
        else if (left == right)
            out << tr("%1 agrees: %2").arg(nameOf(cell), left);
        else
            out << tr("%1 agrees: %2, and %3").arg(nameOf(cell), left, right);
    }
    return out;
}

bool MatchTable::isNarrow() const { return parentWidget() && parentWidget()->width() < scaled(560); }

// As the lines of choices below it: where it is narrow the name stands above the values.
int MatchTable::rowHeight() const { return scaled(isNarrow() ? 46 : 26); }

QSize MatchTable::sizeHint() const { return {scaled(600), int(m_cells.size()) * rowHeight()}; }
QSize MatchTable::minimumSizeHint() const { return {scaled(200), sizeHint().height()}; }

void MatchTable::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool narrow = isNarrow();
    const int above = narrow ? scaled(20) : 0, left = narrow ? 0 : scaled(112);
    const int wide = (width() - left - kSpace8) / 2;
    QRect row(0, 0, width(), rowHeight());
    for (const MatchCell &cell : m_cells) {
        const QRect name(row.x(), row.y(), narrow ? row.width() : scaled(108), narrow ? above : row.height());
        drawText(painter, name, nameOf(cell), Type::Body, colour(Colour::Text2));
        const AgreementLook look{Type::Body, Type::BodyStrong, cell.agree != MatchCell::Agree::No};
        QRect value(left + kRingRoom, row.y() + above, wide - 2 * kRingRoom, row.height() - above); // as the choices
        for (const QString &text : {cell.left, cell.right}) {
            if (text.isEmpty())
                drawText(painter, value, tr("none"), Type::Body, colour(Colour::Hint));
            else
                paintAgreement(painter, value, text, look, colour(Colour::Text));
            value.translate(wide + kSpace8, 0);
        }
        row.translate(0, row.height());
    }
}

} // namespace updesk
