// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuedelegate.h"

#include "ui/parts/icons.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/parts/tierpaint.h"

#include <QPainter>

namespace updesk
{

namespace
{

/// What the small functions below share of one row.
struct Row {
    QPainter &painter;
    const QueueCells &cells;
    const QueueModel &model;
    const QueueLine &line;
    const QueueDelegate::Look &look;
    int index;

    /// How their words sound is told to the eye by an icon too.
    bool warns() const { return line.row.tone != 0 && !line.gone; }
    int warningRoom() const { return warns() ? scaled(14 + 4) : 0; }
    bool selected() const { return look.row.selected; }
    QColor ink(Colour role) const { return theme().ink(line.gone ? Colour::Hint : role, selected()); }
    QString text(int column) const { return model.data(model.index(index, column)).toString(); }
    /// In rows of two lines only the cells that have something to say below are parted.
    bool isParted(int column) const
    {
        return look.twoLines
            && (column == QueueModel::Customer || (column == QueueModel::Wants && !line.stock.isEmpty())
                || (column == QueueModel::NextAction && (look.stacked || cells[QueueModel::Owner].isEmpty())));
    }
    /// The upper line of a cell, or all of it.
    QRect upper(int column) const
    {
        const QRect cell = cells[std::size_t(column)].adjusted(kSpace4, 0, -kSpace4, 0);
        return isParted(column) ? QRect(cell.x(), cell.y() + cell.height() / 2 - scaled(17), cell.width(), scaled(18))
                                : cell;
    }
    QRect lower(int column) const { return upper(column).translated(0, scaled(17)); }
    Type nameType() const { return line.gone ? Type::Body : Type::BodyMedium; }
    /// What stands behind the name: the grade and the icons.
    int marksWidth() const
    {
        const int marks = int(line.row.pinned) + int(line.row.household) + int(line.row.maybeDuplicate);
        return scaled(8) + gradeSize().width() + marks * scaled(8 + 14);
    }
    /// The name needs the whole upper line; grade and icons then begin the lower one.
    bool marksBelow() const
    {
        return look.twoLines
            && textWidth(text(QueueModel::Customer), nameType()) + marksWidth() > upper(QueueModel::Customer).width();
    }
    /// How much of the next action stands on the upper line of a stacked row: whole words.
    qsizetype firstWords() const
    {
        const Type type = look.current && !line.gone ? Type::BodyStrong : Type::Body;
        const int room = upper(QueueModel::NextAction).width() - warningRoom();
        if (!look.stacked || textWidth(line.next, type) <= room)
            return line.next.size();
        qsizetype best = 0;
        for (qsizetype at = line.next.indexOf(u' '); at > 0; at = line.next.indexOf(u' ', at + 1)) {
            if (textWidth(line.next.left(at), type) <= room)
                best = at;
        }
        return best > 0 ? best : line.next.size();
    }
};

Icon iconOf(Channel channel)
{
    switch (channel) {
    case Channel::Text:
        return Icon::Text;
    case Channel::Email:
        return Icon::Email;
    case Channel::InPerson:
        return Icon::Visit;
    case Channel::Phone:
    case Channel::None:
        break;
    }
    return Icon::Call;
}

QChar gradeLetter(int grade) { return QChar(u'A' + std::clamp(grade, 1, 4) - 1); }

void drawCustomer(const Row &r)
{
    QRect cell = r.upper(QueueModel::Customer);
    const int gap = scaled(8);
    const int mark = scaled(14);
    const bool below = r.marksBelow();
    const int after = below ? 0 : r.marksWidth();
    const QRect words(cell.x(), cell.y(), std::max(0, cell.width() - after), cell.height());
    const int taken = drawText(r.painter, words, r.text(QueueModel::Customer), r.nameType(), r.ink(Colour::Text));
    int x = below ? cell.x() : cell.x() + std::min(taken, words.width()) + gap;
    if (below)
        cell = r.lower(QueueModel::Customer);
    const QSize box = gradeSize();
    paintGrade(r.painter, QRect(QPoint(x, cell.y() + (cell.height() - box.height()) / 2), box),
        gradeLetter(r.line.row.now.grade), r.line.gone);
    x += box.width() + gap;
    const auto drawn = [&](bool has, Icon icon) {
        if (!has)
            return;
        drawIcon(r.painter, QRect(x, cell.y(), mark, cell.height()), icon, r.ink(Colour::Text2), mark);
        x += mark + gap;
    };
    drawn(r.line.row.pinned, Icon::Pin);
    drawn(r.line.row.household, Icon::Household);
    drawn(r.line.row.maybeDuplicate, Icon::Duplicate);
}

void drawWants(const Row &r)
{
    const QRect cell = r.upper(QueueModel::Wants);
    const int stockWide =
        r.line.stock.isEmpty() || r.look.twoLines ? 0 : textWidth(r.line.stock, Type::Body) + scaled(4);
    const QRect words(cell.x(), cell.y(), std::max(0, cell.width() - stockWide), cell.height());
    const QString wants = r.line.wants.isEmpty() && r.line.stock.isEmpty() ? QStringLiteral("-") : r.line.wants;
    const int taken = std::min(drawText(r.painter, words, wants, Type::Body, r.ink(Colour::Text)), words.width());
    const int x = cell.x() + taken + (taken > 0 ? scaled(4) : 0);
    if (stockWide > 0)
        drawText(r.painter, QRect(x, cell.y(), std::max(0, cell.right() + 1 - x), cell.height()), r.line.stock,
            Type::Body, r.ink(Colour::Hint));
}

void drawNext(const Row &r)
{
    QRect cell = r.upper(QueueModel::NextAction);
    if (r.warns()) {
        drawIcon(r.painter, QRect(cell.x(), cell.y(), scaled(14), cell.height()), Icon::Warning, r.ink(Colour::Close),
            scaled(14));
        cell.setLeft(cell.left() + r.warningRoom());
    }
    const bool strong = r.look.current && !r.line.gone;
    const bool cap = strong && !r.line.key.isEmpty();
    const Type type = strong ? Type::BodyStrong : Type::Body;
    const QSize capSize = cap ? keycapSize(r.line.key) : QSize(0, 0);
    const QString first = r.line.next.left(r.firstWords());
    // In a stacked row the key stands below where it would cut the words.
    const int capRoom = capSize.width() + scaled(8);
    const bool capBelow = cap && r.look.stacked && textWidth(first, type) + capRoom > cell.width();
    const QRect words = cell.adjusted(0, 0, cap && !capBelow ? -capRoom : 0, 0);
    const int taken = drawText(r.painter, words, first, type, r.ink(Colour::Text));
    if (!cap)
        return;
    const int x = capBelow ? cell.right() + 1 - capSize.width() : cell.x() + std::min(taken, words.width()) + scaled(8);
    if (capBelow)
        cell = r.lower(QueueModel::NextAction);
    paintKeycap(r.painter, QRect(QPoint(x, cell.y() + (cell.height() - capSize.height()) / 2), capSize), r.line.key,
        KeycapTone::OnSelection);
}

void drawWay(const Row &r)
{
    const QRect cell = r.upper(QueueModel::Way);
    const Channel channel = QueueWords::channelOf(r.line.row.now);
    const int mark = scaled(16);
    if (channel != Channel::None)
        drawIcon(
            r.painter, QRect(cell.x(), cell.y(), mark, cell.height()), iconOf(channel), r.ink(Colour::Text2), mark);
    drawText(
        r.painter, cell.adjusted(mark + scaled(4), 0, kSpace4, 0), r.line.channel, Type::Caption, r.ink(Colour::Text2));
}

void drawOwner(const Row &r)
{
    const QRect cell = r.upper(QueueModel::Owner);
    const int mark = scaled(14);
    const QRect words = cell.adjusted(0, 0, r.look.held ? -(mark + scaled(4)) : 0, 0);
    const int taken = drawText(r.painter, words, r.line.owner, Type::Body, r.ink(Colour::Text2));
    if (r.look.held)
        drawIcon(r.painter, QRect(cell.x() + std::min(taken, words.width()) + scaled(4), cell.y(), mark, cell.height()),
            Icon::Lock, r.ink(Colour::Text2), mark);
}

void drawSecondLine(const Row &r)
{
    const auto under = [&](int column, const QString &words, int from = 0) {
        if (!r.cells[std::size_t(column)].isEmpty())
            drawText(r.painter, r.lower(column).adjusted(from, 0, 0, 0), words, Type::Caption, r.ink(Colour::Text2));
    };
    QStringList below;
    if (r.cells[QueueModel::Wants].isEmpty())
        below << r.line.wants;
    if (r.cells[QueueModel::Source].isEmpty())
        below << r.line.source;
    if (r.cells[QueueModel::Age].isEmpty())
        below << r.text(QueueModel::Age);
    below.removeAll(QString());
    under(QueueModel::Customer, below.join(QLatin1String(", ")), r.marksBelow() ? r.marksWidth() : 0);
    if (!r.line.stock.isEmpty())
        under(QueueModel::Wants, r.line.stock);
    QStringList after{r.line.next.mid(r.firstWords()).trimmed()};
    if (r.cells[QueueModel::Owner].isEmpty())
        after << r.line.owner;
    after.removeAll(QString());
    under(QueueModel::NextAction, after.join(QLatin1String(", ")));
}

void drawTick(const Row &r, const QRect &row)
{
    const int mark = scaled(12);
    drawIcon(
        r.painter, QRect(row.x() + kSpace4, row.y(), mark, row.height()), Icon::Tick, colour(Colour::Accent), mark);
}

} // namespace

void QueueDelegate::drawClock(
    QPainter &painter, const QRect &cell, const QueueModel &model, int index, const Look &look)
{
    const QueueLine &line = model.line(index);
    const QRect box = cell.adjusted(kSpace4, 0, 0, 0);
    ClockLook clock = model.words().listClock(line.row.now, model.now());
    if (line.gone && clock.mark != ClockMark::None)
        clock.mark = ClockMark::Due; // no alarm for what is no longer ours
    (look.stacked ? paintStackedClock : paintClock)(painter, box, clock, look.row.selected, line.gone);
}

void QueueDelegate::drawRow(
    QPainter &painter, const QRect &row, const QueueCells &cells, const QueueModel &model, int index, const Look &look)
{
    const Row r{painter, cells, model, model.line(index), look, index};
    const auto shown = [&](int column) { return !cells[std::size_t(column)].isEmpty(); };
    paintRow(painter, row, look.row);
    if (look.marked)
        drawTick(r, row);
    if (shown(QueueModel::Clock))
        drawClock(painter, cells[QueueModel::Clock], model, index, look);
    const LeadNow &now = r.line.row.now;
    if (shown(QueueModel::Score))
        (look.stacked ? paintStackedScore : paintScore)(painter, cells[QueueModel::Score].adjusted(kSpace4, 0, 0, 0),
            static_cast<TierLook>(now.tier), now.score, look.row.selected, r.line.gone);
    if (shown(QueueModel::Customer))
        drawCustomer(r);
    if (shown(QueueModel::Wants))
        drawWants(r);
    if (shown(QueueModel::NextAction))
        drawNext(r);
    if (shown(QueueModel::Way))
        drawWay(r);
    if (shown(QueueModel::Owner))
        drawOwner(r);
    if (shown(QueueModel::Source))
        drawText(painter, r.upper(QueueModel::Source), r.line.source, Type::Body, r.ink(Colour::Text2));
    if (shown(QueueModel::Age))
        drawDigits(painter, r.upper(QueueModel::Age), r.text(QueueModel::Age), Type::Body, r.ink(Colour::Text2),
            Qt::AlignRight | Qt::AlignVCenter);
    if (look.twoLines)
        drawSecondLine(r);
    paintRowFocus(painter, row, look.row);
}

} // namespace updesk
