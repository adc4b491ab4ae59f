// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusline.h"

#include "ui/parts/announce.h"
#include "ui/parts/keycap.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QEvent>
#include <QPainter>

#include <cmath>

namespace updesk
{

/// The short line between two parts.
class StatusLine::Rule final : public QWidget
{
public:
    Rule() { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }
    QSize sizeHint() const override { return {1, scaled(14)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), colour(Colour::Divider));
    }
};

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_left(new QWidget),
      m_right(new QWidget),
      m_mark(new QLabel),
      m_folderMark(new QLabel),
      m_folder(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_sync(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_jobs(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_jobLeft(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_bar(new QProgressBar),
      m_cancel(new Button(Icon::Close, tr("Cancel what is running"))),
      m_clockWords(new TextLabel(tr("Oldest open clock"), Type::Caption, Colour::Text2)),
      m_clock(new TextLabel(QString(), Type::CaptionStrong, Colour::Text2)),
      m_queued(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_busy(new TextLabel(QString(), Type::CaptionStrong, Colour::Close)),
      m_open(new TextLabel(QString(), Type::Caption, Colour::Text2)),
      m_rules{new Rule, new Rule, new Rule, new Rule, new Rule}
{
    nameParts();
    m_row->setContentsMargins(kSpace16, 1, kSpace16, 0);
    m_row->setSpacing(0);
    layLeft();
    layRight();
    m_row->addWidget(m_left, 1);
    m_row->addWidget(m_right);
    connect(m_cancel, &Button::clicked, this, &StatusLine::cancelClicked);
    connect(themeChanges(), &ThemeChanges::changed, this, &StatusLine::arrange);
    show({});
}

void StatusLine::nameParts()
{
    m_sync->setObjectName(QStringLiteral("status.sync"));
    m_jobs->setObjectName(QStringLiteral("status.jobs"));
    m_clock->setObjectName(QStringLiteral("status.clock"));
    m_clock->setEqualDigits();
    m_busy->setObjectName(QStringLiteral("status.busy"));
    m_busy->setCursor(Qt::PointingHandCursor);
    m_busy->setToolTip(tipWithKey(tr("End it: get new leads again"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B)));
    m_busy->installEventFilter(this);
    m_queued->setObjectName(QStringLiteral("status.queued"));
    m_queued->setCursor(Qt::PointingHandCursor);
    m_queued->setToolTip(tr("Show the messages"));
    m_queued->installEventFilter(this);
    m_folder->setObjectName(QStringLiteral("status.folder"));
    m_folder->setElides(true);
    m_cancel->setInBar();
    m_sync->setAccessibleName(tr("Sharing"));
    m_jobs->setAccessibleName(tr("Running"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
}

static QHBoxLayout *rowOf(int spacing, std::initializer_list<QWidget *> parts)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing);
    for (QWidget *part : parts)
        row->addWidget(part);
    return row;
}

void StatusLine::layLeft()
{
    auto *left = rowOf(kSpace12, {});
    left->addLayout(rowOf(6, {m_mark, m_sync}));
    left->addWidget(m_rules[0]);
    left->addLayout(rowOf(6, {m_jobs, m_bar, m_jobLeft, m_cancel}));
    left->addWidget(m_rules[3]);
    auto *folder = rowOf(6, {m_folderMark, m_folder});
    folder->setStretchFactor(m_folder, 1);
    left->addLayout(folder);
    left->addStretch(1);
    m_left->setLayout(left);
}

void StatusLine::layRight()
{
    auto *right = rowOf(kSpace12, {m_busy, m_rules[4]});
    right->addLayout(rowOf(6, {m_clockWords, m_clock}));
    for (QWidget *one : {m_rules[1], static_cast<QWidget *>(m_queued), m_rules[2], static_cast<QWidget *>(m_open)})
        right->addWidget(one);
    right->addStretch(1);
    m_right->setLayout(right);
}

void StatusLine::setCancels(bool cancels) { m_cancels = cancels; }

void StatusLine::setOpensSharing(bool opens)
{
    m_opensSharing = opens;
    for (QLabel *part : {m_mark, static_cast<QLabel *>(m_sync)}) {
        part->setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
        part->setToolTip(opens ? tr("Show the changes that wait") : QString());
        part->installEventFilter(this);
    }
}

bool StatusLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_busy && event->type() == QEvent::MouseButtonRelease) {
        Q_EMIT busyClicked();
        return true;
    }
    if (watched == m_queued && event->type() == QEvent::MouseButtonRelease) {
        Q_EMIT queuedClicked();
        return true;
    }
    const bool onSync = watched == m_sync || watched == m_mark;
    if (!m_opensSharing || !onSync || event->type() != QEvent::MouseButtonRelease)
        return QWidget::eventFilter(watched, event);
    Q_EMIT syncClicked();
    return true;
}

void StatusLine::show(const ShellState &state)
{
    const bool running = !state.job.words.isEmpty();
    const bool isNews = state.syncIsWrong && m_sync->text() != state.sync;
    m_syncMark = state.syncIsWrong ? Icon::Warning : state.isOffline ? Icon::Offline : Icon::Sync;
    m_sync->setText(state.sync);
    m_sync->setColour(state.syncIsWrong ? Colour::Bad : Colour::Text2);
    if (isNews)
        announce(m_sync, state.sync);
    m_mark->setVisible(!state.sync.isEmpty());
    m_jobs->setText(state.job.words);
    m_jobLeft->setText(state.job.left);
    m_bar->setValue(int(std::lround(state.job.share * 100)));
    m_bar->setVisible(running && state.job.share >= 0);
    m_cancel->setVisible(running && m_cancels && state.job.cancels);
    m_jobs->setVisible(running);
    m_jobLeft->setVisible(!state.job.left.isEmpty());
    const bool clock = !state.oldestClock.isEmpty();
    m_clockWords->setVisible(clock);
    m_clock->setVisible(clock);
    m_clock->setText(state.oldestClock);
    m_clock->setColour(state.oldestIsLate ? Colour::Bad : Colour::Text2);
    m_clock->setAccessibleName(state.oldestIsLate ? tr("Oldest open clock, late: %1").arg(state.oldestClock)
                                                  : tr("Oldest open clock: %1").arg(state.oldestClock));
    const bool inTrouble = state.queuedIsWrong && m_queued->text() != state.queued;
    m_queued->setText(state.queued);
    m_queued->setColour(state.queuedIsWrong ? Colour::Bad : Colour::Text2);
    if (inTrouble)
        announce(m_queued, state.queued);
    m_open->setText(state.open);
    m_rules[0]->setVisible(running && !state.sync.isEmpty());
    m_rules[1]->setVisible(clock && (!state.queued.isEmpty() || !state.open.isEmpty()));
    m_rules[2]->setVisible(!state.queued.isEmpty() && !state.open.isEmpty());
    m_queued->setVisible(!state.queued.isEmpty());
    const bool isBusy = !state.busy.isEmpty();
    m_busy->setText(state.busy);
    m_busy->setVisible(isBusy);
    m_rules[4]->setVisible(isBusy && (clock || !state.queued.isEmpty() || !state.open.isEmpty()));
    showFolder(state.folder);
    m_open->setVisible(!state.open.isEmpty());
    arrange();
}

void StatusLine::showFolder(const ShellFolder &folder)
{
    const bool isNews = folder.isWrong && m_folder->text() != folder.words;
    m_folderIsWrong = folder.isWrong;
    m_folder->setText(folder.words);
    m_folder->setColour(folder.isWrong ? Colour::Bad : Colour::Text2);
    m_folder->setToolTip(folder.tip);
    m_folder->setAccessibleName(folder.words);
    m_folder->setAccessibleDescription(folder.tip);
    for (QWidget *part : {static_cast<QWidget *>(m_folder), static_cast<QWidget *>(m_folderMark), m_rules[3]})
        part->setVisible(!folder.words.isEmpty());
    if (isNews)
        announce(m_folder, folder.words);
}

void StatusLine::arrange()
{
    m_folderMark->setPixmap(iconPixmap(m_folderIsWrong ? Icon::Warning : Icon::Import, scaled(14),
        colour(m_folderIsWrong ? Colour::Bad : Colour::Text2), devicePixelRatioF()));
    m_folder->setMaximumWidth(scaled(300));
    const Colour ink = m_syncMark == Icon::Warning ? Colour::Bad : Colour::Text2;
    m_mark->setPixmap(iconPixmap(m_syncMark, scaled(14), colour(ink), devicePixelRatioF()));
    m_bar->setFixedSize(scaled(80), scaled(4));
    m_left->layout()->activate();
    m_right->layout()->activate();
    const bool fits = m_left->sizeHint().width() + m_right->sizeHint().width() + kSpace32 + kSpace16 <= width();
    m_row->setStretch(1, fits ? 0 : 1);
    m_row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    setFixedHeight(scaled(fits ? 28 : 56));
    update();
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Window));
    painter.fillRect(QRect(0, 0, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
