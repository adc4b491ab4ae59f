// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/personsheet.h"

#include "core/base/text.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/shell/shellstate.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace updesk
{

static QString roleWords(Role role)
{
    switch (role) {
    case Role::Sales:
        return PersonSheet::tr("Sales");
    case Role::Bdc:
        return PersonSheet::tr("BDC");
    case Role::Advisor:
        return PersonSheet::tr("Service advisor");
    case Role::Manager:
        return PersonSheet::tr("Manager");
    case Role::Principal:
        return PersonSheet::tr("Principal");
    case Role::Admin:
        break;
    }
    return PersonSheet::tr("Administrator");
}

PersonTile::PersonTile(const Person &person, bool here, QWidget *parent)
    : QAbstractButton(parent), m_role(roleWords(person.role)), m_here(here)
{
    setText(person.name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(here ? PersonSheet::tr("%1, %2, at the desk now").arg(person.name, m_role)
                           : PersonSheet::tr("%1, %2", "a person and their role").arg(person.name, m_role));
    setToolTip(accessibleName());
}

QSize PersonTile::sizeHint() const { return {scaled(188), scaled(56)}; }

void PersonTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect box = rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom);
    const bool lit = underMouse() || isDown();
    paintBox(painter, box, colour(lit ? Colour::Hover : Colour::Base), colour(m_here ? Colour::Accent : Colour::Line));
    const int side = scaled(32);
    const QRect round(box.x() + scaled(8), box.y() + (box.height() - side) / 2, side, side);
    paintBox(painter, round, colour(Colour::Selection), {}, 1, side / 2.0);
    drawText(painter, round, initialsOf(text()), Type::CaptionStrong, theme().ink(Colour::Text, true), Qt::AlignCenter);
    const int left = round.right() + 1 + scaled(8);
    const QRect words(left, box.y() + box.height() / 2 - scaled(18), box.right() - scaled(6) - left, scaled(18));
    drawText(painter, words, text(), Type::BodyMedium, colour(Colour::Text));
    drawText(painter, words.translated(0, scaled(17)),
        m_here ? PersonSheet::tr("%1, at the desk", "a role").arg(m_role) : m_role, Type::Caption,
        colour(Colour::Text2));
    if (hasFocus())
        paintControlFocus(painter, box, isActiveWindow());
}

PersonSheet::PersonSheet(QWidget *window) : SheetDialog(window)
{
    setObjectName(QStringLiteral("people"));
    setPanel(640);
}

void PersonSheet::openFor(const std::vector<Person> &people, PersonId here)
{
    setHead(tr("Who is at the desk?"), {}, Icon::Owner);
    setEscWords(tr("changes nothing"));
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    column->setSpacing(kSpace12);
    auto *words =
        new TextLabel(tr("Forms that are half typed stay with the person who typed them."), Type::Body, Colour::Text2);
    words->setWordWrap(true);
    column->addWidget(words);
    auto *grid = new QGridLayout;
    grid->setSpacing(kSpace8);
    column->addLayout(grid);
    m_tiles.clear();
    m_columns = std::clamp((window()->width() - 2 * kSpace32) / scaled(196), 1, 3);
    PersonTile *first = nullptr;
    for (const Person &person : people) {
        const int n = int(m_tiles.size());
        auto *tile = new PersonTile(person, person.id == here, body);
        tile->setObjectName(QStringLiteral("people.%1").arg(n));
        tile->installEventFilter(this);
        grid->addWidget(tile, n / m_columns, n % m_columns);
        connect(tile, &PersonTile::clicked, this, [this, n] {
            closeSheet();
            Q_EMIT chosen(n);
        });
        m_tiles.push_back(tile);
        if (!first && person.id != here)
            first = tile;
    }
    setBody(body);
    openSheet(first);
}

bool PersonSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && qobject_cast<PersonTile *>(watched)
        && takeKey(static_cast<QKeyEvent *>(event)))
        return true;
    return SheetDialog::eventFilter(watched, event);
}

void PersonSheet::keyPressEvent(QKeyEvent *event)
{
    if (!takeKey(event))
        SheetDialog::keyPressEvent(event);
}

bool PersonSheet::takeKey(QKeyEvent *event)
{
    const int now = int(std::ranges::find(m_tiles, focusWidget()) - m_tiles.begin());
    const int count = int(m_tiles.size());
    if (count == 0 || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    switch (event->key()) {
    case Qt::Key_Left:
        return move(now - 1), true;
    case Qt::Key_Right:
        return move(now + 1), true;
    case Qt::Key_Up:
        return move(now - m_columns), true;
    case Qt::Key_Down:
        return move(now + m_columns), true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (now < count)
            m_tiles[size_t(now)]->click();
        return true;
    default:
        break;
    }
    const QString typed = folded(event->text().trimmed());
    for (int i = 1; !typed.isEmpty() && i <= count; ++i)
        if (const int at = (now + i) % count; folded(m_tiles[size_t(at)]->text()).startsWith(typed))
            return move(at), true;
    return false;
}

void PersonSheet::move(int to)
{
    if (to >= 0 && to < int(m_tiles.size()))
        m_tiles[size_t(to)]->setFocus(Qt::TabFocusReason);
}

} // namespace updesk
