// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sidebar.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QPainter>

namespace updesk
{

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent),
      m_head(new QWidget),
      m_store(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_names(new QWidget),
      m_fold(new Button(Icon::Sidebar, tr("Fold the sidebar"))),
      m_screens(new QVBoxLayout),
      m_acts(new QVBoxLayout)
{
    setObjectName(QStringLiteral("sidebar"));
    const QKeySequence keys(Qt::CTRL | Qt::Key_B);
    m_fold->setKeys(keys);
    m_fold->setObjectName(QStringLiteral("sidebar.fold"));
    auto *names = new QVBoxLayout(m_names);
    names->setContentsMargins(0, 0, 0, 0);
    names->setSpacing(0);
    names->addStretch();
    names->addWidget(new TextLabel(QStringLiteral("UpDesk"), Type::BodyStrong));
    names->addWidget(m_store);
    names->addStretch();
    m_store->setElides();
    m_store->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(kSpace8, 0, kSpace8 + 1, 0);
    head->setSpacing(kSpace8);
    head->addWidget(new Logo(22));
    head->addWidget(m_names, 1);
    head->addWidget(m_fold);
    m_unfold = make(QStringLiteral("unfold"), Icon::Sidebar, tr("Unfold the sidebar"), keys);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace8, 0, kSpace8 + 1, kSpace8);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addSpacing(kSpace8);
    for (QVBoxLayout *part : {m_screens, m_acts})
        part->setSpacing(2);
    column->addLayout(m_screens);
    column->addStretch();
    column->addLayout(m_acts);
    m_acts->addWidget(m_unfold);
    connect(m_fold, &Button::clicked, this, &Sidebar::foldWanted);
    connect(m_unfold, &SidebarItem::clicked, this, &Sidebar::foldWanted);
    connect(themeChanges(), &ThemeChanges::changed, this, &Sidebar::refresh);
    refresh();
}

SidebarItem *Sidebar::make(const QString &name, Icon icon, const QString &words, const QKeySequence &keys)
{
    auto *item = new SidebarItem(icon, words, keys);
    item->setObjectName(QStringLiteral("sidebar.%1").arg(name));
    return item;
}

void Sidebar::addScreen(const QString &name, Icon icon, const QString &title, const QKeySequence &keys)
{
    SidebarItem *item = make(name, icon, title, keys);
    item->setCheckable(true);
    item->setFolded(m_folded);
    m_items.insert(name, item);
    m_order << item;
    m_screens->addWidget(item);
    connect(item, &SidebarItem::clicked, this, [this, name] {
        setCurrent(m_current);
        Q_EMIT chosen(name);
    });
}

void Sidebar::addAct(const QString &name, Icon icon, const QString &words, const QKeySequence &keys)
{
    SidebarItem *item = make(name, icon, words, keys);
    item->setShowsKey();
    item->setFolded(m_folded);
    m_order << item;
    m_acts->insertWidget(m_acts->count() - 1, item);
    connect(item, &SidebarItem::clicked, this, [this, name] { Q_EMIT acted(name); });
}

void Sidebar::setCurrent(const QString &name)
{
    m_current = name;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it)
        it.value()->setChecked(it.key() == name);
}

void Sidebar::setBadge(const QString &name, int count)
{
    if (SidebarItem *item = m_items.value(name))
        item->setBadge(count);
}

void Sidebar::setStore(const QString &store) { m_store->setText(store); }

void Sidebar::setFolded(bool folded)
{
    m_folded = folded;
    refresh();
}

QWidget *Sidebar::focusTarget() const
{
    SidebarItem *item = m_items.value(m_current);
    return item || m_order.isEmpty() ? item : m_order.first();
}

void Sidebar::refresh()
{
    setFixedWidth(scaled(m_folded ? 52 : 200));
    m_head->setFixedHeight(scaled(48));
    m_names->setVisible(!m_folded);
    m_fold->setVisible(!m_folded);
    m_unfold->setVisible(m_folded);
    m_unfold->setFolded(true);
    m_head->layout()->setContentsMargins(m_folded ? scaled(7) : kSpace8, 0, m_folded ? 0 : kSpace8 + 1, 0);
    for (SidebarItem *item : m_order)
        item->setFolded(m_folded);
    update();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Window));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colour(Colour::Divider));
}

void Sidebar::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const qsizetype at = m_order.indexOf(qobject_cast<SidebarItem *>(window()->focusWidget()));
    if (step == 0 || at < 0)
        return QWidget::keyPressEvent(event);
    m_order[std::clamp<qsizetype>(at + step, 0, m_order.size() - 1)]->setFocus(Qt::TabFocusReason);
}

} // namespace updesk
