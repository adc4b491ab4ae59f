// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/wallboard.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QKeyEvent>
#include <QPainter>

namespace updesk
{

WallBoard::WallBoard(BoardModel &model, QWidget *window) : QWidget(window), m_model(model)
{
    setObjectName(QStringLiteral("appt.wallboard"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Appointments on the wall"));
    hide();
    window->installEventFilter(this);
    connect(&model, &BoardModel::refreshed, this, &WallBoard::refresh);
    connect(themeChanges(), &ThemeChanges::changed, this, &WallBoard::refresh);
}

int WallBoard::headHeight() const { return scaled(96); }

int WallBoard::rowHeight() const { return scaled(56); }

void WallBoard::open()
{
    m_wasFullScreen = window()->isFullScreen();
    if (!m_wasFullScreen)
        window()->showFullScreen();
    setGeometry(window()->rect());
    show();
    raise();
    setFocus();
    refresh();
}

void WallBoard::leave()
{
    if (!isVisible())
        return;
    hide();
    if (!m_wasFullScreen)
        window()->showNormal();
    Q_EMIT left();
}

std::vector<WallBoard::Line> WallBoard::lines() const
{
    std::vector<Line> all;
    std::size_t ahead = 0; ///< the first that has still to come
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const BoardLine &line = m_model.line(row);
        if (line.shown == Appointment::State::Rescheduled || line.shown == Appointment::State::Cancelled)
            continue;
        const auto cell = [&](int column) { return m_model.index(row, column).data().toString(); };
        ahead += line.past;
        all.push_back({cell(BoardModel::When), BoardWords::publicName(line.row.name), cell(BoardModel::Vehicle),
            cell(BoardModel::With), cell(BoardModel::State), BoardWords::icon(line.shown),
            BoardWords::colour(line.shown), line.past});
    }
    const auto most = std::size_t(std::max(1, (height() - headHeight()) / rowHeight()));
    if (all.size() <= most)
        return all;
    // What has been goes first, but one stays to show where the day is.
    const std::size_t first = std::min(ahead > 0 ? ahead - 1 : 0, all.size() - most);
    return {all.begin() + std::ptrdiff_t(first), all.begin() + std::ptrdiff_t(first + most)};
}

void WallBoard::refresh()
{
    if (!isVisible())
        return;
    QStringList words;
    for (const Line &line : lines())
        words << QStringList{line.time, line.name, line.vehicle, line.with, line.state}.join(QStringLiteral(", "));
    setAccessibleDescription(words.join(QStringLiteral(". ")));
    update();
}

bool WallBoard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(window()->rect());
        refresh();
    }
    return QWidget::eventFilter(watched, event);
}

void WallBoard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F11)
        leave();
    else
        event->accept(); // nothing behind it hears a key
}

void WallBoard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    const int side = scaled(48);
    const QRect head(side, 0, width() - 2 * side, headHeight());
    drawText(painter, head, m_model.heading(), Type::Dial, colour(Colour::Text));
    drawDigits(painter, head, m_model.words().timeOfDay(m_model.now()), Type::Dial, colour(Colour::Text),
        Qt::AlignRight | Qt::AlignVCenter);
    const int room = width() - 2 * side;
    const std::array<int, 5> wide{scaled(150), room * 22 / 100, room * 28 / 100, room * 14 / 100, room};
    QRect row(side, headHeight(), room, rowHeight());
    for (const Line &line : lines()) {
        const QColor ink = colour(line.past ? Colour::Text2 : Colour::Text);
        QRect cell = row;
        const auto next = [&](std::size_t column) {
            cell.setWidth(std::min(wide[column] - scaled(kSpace16), row.right() - cell.left()));
            const QRect box = cell;
            cell.moveLeft(cell.left() + wide[column]);
            return box;
        };
        drawDigits(painter, next(0), line.time, Type::Figure, ink);
        drawText(painter, next(1), line.name, Type::Figure, ink);
        drawText(painter, next(2), line.vehicle, Type::Title, ink);
        drawText(painter, next(3), line.with, Type::Title, ink);
        const QRect state = next(4);
        drawIcon(painter, QRect(state.x(), state.y(), scaled(24), state.height()), line.icon, colour(line.colour),
            scaled(24));
        drawText(painter, state.adjusted(scaled(36), 0, 0, 0), line.state, Type::Title, colour(line.colour));
        painter.fillRect(QRect(side, row.bottom(), room, 1), colour(Colour::Divider));
        row.translate(0, rowHeight());
    }
    if (m_model.rowCount() == 0)
        drawText(painter, rect(), tr("Nothing on %1.").arg(m_model.heading()), Type::Figure, colour(Colour::Text2),
            Qt::AlignCenter);
}

} // namespace updesk
