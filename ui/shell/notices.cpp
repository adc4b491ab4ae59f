// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notices.h"

#include "ui/parts/announce.h"
#include "ui/shell/noticedelegate.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace updesk
{
namespace
{

constexpr std::size_t kKept = 100;

}

Notices::Notices(QWidget *window)
    : SheetDialog(window),
      m_list(new QListWidget),
      m_none(new TextLabel(tr("No notices yet."), Type::Body, Colour::Text2))
{
    setObjectName(QStringLiteral("notices"));
    setPanel(520, 64);
    setHead(tr("Notices"), {}, Icon::Notices);
    setEscWords(tr("closes"));
    m_list->setObjectName(QStringLiteral("notices.list"));
    m_list->setAccessibleName(tr("Notices"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setProperty("ownRing", true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setItemDelegate(new NoticeDelegate(m_list));
    window->installEventFilter(this);
    m_none->setAlignment(Qt::AlignCenter);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kSpace8, kSpace8, kSpace8, kSpace8);
    column->addWidget(m_list);
    column->addWidget(m_none);
    setBody(body);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { open(m_list->row(item)); });
}

void Notices::add(const NoticeLine &notice)
{
    m_all.insert(m_all.begin(), notice);
    if (m_all.size() > kKept)
        m_all.pop_back();
    if (isOpen())
        fill();
    if (notice.seen)
        return;
    ++m_unread;
    announce(m_list, notice.words);
    Q_EMIT unreadChanged(m_unread);
}

void Notices::clear()
{
    m_all.clear();
    m_unread = 0;
    if (isOpen())
        fill();
    Q_EMIT unreadChanged(0);
}

void Notices::openList()
{
    fill();
    m_unread = 0;
    Q_EMIT unreadChanged(0);
    Q_EMIT opened();
    openSheet(m_all.empty() ? nullptr : m_list);
    if (m_all.empty())
        setFocus();
}

void Notices::fill()
{
    m_list->clear();
    for (const NoticeLine &one : m_all) {
        auto *item = new QListWidgetItem(tr("%1  %2", "time, then the news").arg(one.when, one.words), m_list);
        item->setData(NoticeDelegate::WhenRole, one.when);
        item->setData(NoticeDelegate::WordsRole, one.words);
        item->setData(NoticeDelegate::IconRole, int(one.icon));
    }
    m_list->setVisible(!m_all.empty());
    m_none->setVisible(m_all.empty());
    m_none->setMinimumHeight(scaled(80));
    m_list->setCurrentRow(m_all.empty() ? -1 : 0);
    fit();
}

/// Ten notices at most, and never more than the window shows: the list scrolls, not the sheet around it.
void Notices::fit()
{
    const int width = std::min(scaled(520), parentWidget()->width() - 2 * kSpace16) - 2 - 2 * kSpace8;
    auto *delegate = static_cast<NoticeDelegate *>(m_list->itemDelegate());
    int when = 0;
    for (const NoticeLine &one : m_all)
        when = std::max(when, digitsWidth(one.when, Type::Body));
    delegate->setRoom(width - scaled(12), when);
    int wanted = 4;
    for (int row = 0; row < std::min(m_list->count(), 10); ++row)
        wanted += delegate->sizeHint({}, m_list->model()->index(row, 0)).height();
    const int head = std::max(scaled(48), lineHeight(Type::Title) + kSpace8);
    const int most = parentWidget()->height() - 2 * kSpace16 - head - 2 - 2 * kSpace8;
    m_list->setFixedHeight(std::clamp(wanted, scaled(34), std::max(scaled(34), most)));
    m_list->doItemsLayout();
    place();
}

bool Notices::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isOpen())
        fit();
    return SheetDialog::eventFilter(watched, event);
}

void Notices::open(int row)
{
    if (row < 0 || row >= int(m_all.size()))
        return;
    const auto act = m_all[std::size_t(row)].open;
    closeSheet();
    if (act)
        act();
}

void Notices::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return open(m_list->currentRow());
    SheetDialog::keyPressEvent(event);
}

} // namespace updesk
