// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuebar.h"

#include "ui/parts/button.h"
#include "ui/parts/field.h"
#include "ui/parts/keycap.h"
#include "ui/parts/screen.h"
#include "ui/parts/spacing.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>

namespace updesk
{

static constexpr int kStays = 500; // ms

QueueBar::QueueBar(QWidget *parent)
    : QWidget(parent),
      m_views(new Segments(tr("Whose leads"), {tr("Mine"), tr("Team"), tr("Unassigned")})),
      m_field(new QLineEdit),
      m_chipBox(new QWidget),
      m_save(new Button(tr("Save filter"), ButtonKind::Link)),
      m_refreshing(new TextLabel(tr("Refreshing"), Type::Body, Colour::Text2)),
      m_now(new TextLabel(QString(), Type::BodyStrong)),
      m_today(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_later(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_density(new Button(Icon::Density, tr("Row height"))),
      m_help(new Button(Icon::Help, tr("How the queue is ordered")))
{
    m_views->setObjectName(QStringLiteral("queue.views"));
    m_field->setObjectName(QStringLiteral("queue.filter"));
    m_field->setPlaceholderText(tr("Filter"));
    m_field->setProperty("inBar", true);
    dressSearchEdit(m_field, tr("Filter the queue"), QStringLiteral("/"));
    for (QAction *action : m_field->actions())
        action->setIcon(icon(Icon::Filter));
    m_field->setToolTip(tr("Name, vehicle, stock number, source, a tier, \"untouched\" or \"pinned\""));
    m_field->installEventFilter(this);
    Screen::markFind(m_field);
    Screen::markPane(m_field);
    m_save->setInBar();
    m_save->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kSpace16, 0, kSpace12, 0);
    row->setSpacing(kSpace8);
    row->addWidget(m_views);
    row->addWidget(m_field);
    m_chips = new QHBoxLayout(m_chipBox);
    m_chips->setContentsMargins(0, 0, 0, 0);
    m_chips->setSpacing(kSpace8);
    row->addWidget(m_chipBox);
    row->addWidget(m_save);
    row->addStretch();
    m_refreshing->setObjectName(QStringLiteral("queue.refreshing"));
    m_refreshing->hide();
    m_stays.setSingleShot(true);
    m_stays.setInterval(kStays);
    connect(&m_stays, &QTimer::timeout, this, [this] { showRefreshing(false); });
    row->addWidget(m_refreshing);
    row->addSpacing(kSpace4);
    for (TextLabel *label : {m_now, m_today, m_later}) {
        row->addWidget(label);
        row->addSpacing(kSpace4);
    }
    row->addWidget(m_density);
    row->addWidget(m_help);
    connect(m_views, &Segments::chosen, this, [this](int index) { Q_EMIT viewChosen(QueueFilter::View(index)); });
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &words) {
        refreshChips();
        Q_EMIT typedChanged(words);
    });
    connect(m_field, &QLineEdit::returnPressed, this, &QueueBar::leaveWanted);
    connect(m_save, &QAbstractButton::clicked, this, &QueueBar::saveWanted);
    connect(m_help, &QAbstractButton::clicked, this, &QueueBar::helpWanted);
    connect(themeChanges(), &ThemeChanges::changed, this, &QueueBar::fit);
    setDensity(Density::Normal);
    fit();
}

void QueueBar::setView(QueueFilter::View view) { m_views->setCurrent(int(view)); }

void QueueBar::setTyped(const QString &words) { m_field->setText(words); }

void QueueBar::setFilters(const std::vector<SavedFilter> &filters)
{
    m_filters = filters;
    for (Chip *chip : m_shown)
        chip->deleteLater();
    m_shown.clear();
    for (int i = 0; i < int(filters.size()); ++i) {
        auto *chip = new Chip(filters[std::size_t(i)].name);
        chip->setKeys(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)));
        chip->setContextMenuPolicy(Qt::CustomContextMenu);
        m_chips->addWidget(chip);
        m_shown.push_back(chip);
        connect(chip, &QAbstractButton::clicked, this, [this, i] { Q_EMIT filterChosen(i); });
        connect(chip, &QWidget::customContextMenuRequested, this, [this, chip, i](const QPoint &at) {
            QMenu menu(this);
            connect(menu.addAction(tr("Remove this filter")), &QAction::triggered, this,
                [this, i] { Q_EMIT removeWanted(i); });
            menu.exec(chip->mapToGlobal(at));
        });
    }
    refreshChips();
    fit();
}

void QueueBar::refreshChips()
{
    bool known = typed().trimmed().isEmpty();
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const bool on = !typed().isEmpty() && m_filters[i].words == typed();
        m_shown[i]->setChecked(on);
        known = known || on;
    }
    m_save->setVisible(!known && m_filters.size() < 9);
}

void QueueBar::setCounts(const std::array<int, 6> &counts)
{
    const QLocale locale;
    m_now->setText(tr("Now %1").arg(locale.toString(counts[0] + counts[1] + counts[2] + counts[3])));
    m_today->setText(tr("Due today %1").arg(locale.toString(counts[4])));
    m_later->setText(tr("Later %1").arg(locale.toString(counts[5])));
}

// The read holds the thread: it is painted here and now. Once seen it stays a moment, or it would only flash.
void QueueBar::setRefreshing(bool on)
{
    if (!on)
        return m_stays.start();
    m_stays.stop();
    if (!m_refreshing->isHidden())
        return;
    showRefreshing(true);
    layout()->activate();
    repaint();
}

void QueueBar::showRefreshing(bool on)
{
    m_refreshing->setVisible(on);
    fit();
}

void QueueBar::setDensity(Density density)
{
    auto *menu = m_density->menu() ? m_density->menu() : new QMenu(m_density);
    menu->clear();
    const QStringList words{tr("Compact rows"), tr("Normal rows"), tr("Roomy rows")};
    for (int i = 0; i < int(words.size()); ++i) {
        QAction *action = menu->addAction(words[i]);
        action->setCheckable(true);
        action->setChecked(i == int(density));
        connect(action, &QAction::triggered, this, [this, i] { Q_EMIT densityChosen(Density(i)); });
    }
    m_density->setMenu(menu);
}

// In a narrow window the saved filters go first (their keys stay), then the field gets shorter, then counts go: they
// stand on the heads of the groups too.
void QueueBar::fit()
{
    setFixedHeight(std::max(scaled(44), m_views->sizeHint().height() + kSpace8));
    m_field->setFixedHeight(std::max(scaled(kBarControlHeight), kBarControlHeight));
    int used = m_views->sizeHint().width() + m_density->sizeHint().width() + m_help->sizeHint().width() + 7 * kSpace8
        + kSpace16 + kSpace12;
    if (!m_refreshing->isHidden())
        used += m_refreshing->sizeHint().width() + kSpace12;
    const int least = scaled(90);
    for (TextLabel *label : {m_now, m_today, m_later}) {
        const int wide = label->sizeHint().width() + kSpace12;
        label->setVisible(label == m_now || width() - used - wide >= least);
        used += label->isHidden() ? 0 : wide;
    }
    const int field = scaled(168);
    int room = width() - used - field;
    for (Chip *chip : m_shown) {
        room -= chip->sizeHint().width() + kSpace8;
        chip->setVisible(room >= 0);
    }
    m_field->setFixedWidth(std::clamp(width() - used, least, field));
}

void QueueBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool QueueBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::FocusIn)
        Q_EMIT fieldEntered();
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Escape) {
            Q_EMIT leaveWanted();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void QueueBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Colour::Divider));
}

} // namespace updesk
