// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuescreen.h"

#include "core/store/desksetting.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QMenu>
#include <QShortcut>
#include <QVBoxLayout>

namespace updesk
{

namespace
{

constexpr char kDensityKey[] = "queue.density";
constexpr char kColumnsKey[] = "queue.columns";

} // namespace

QueueScreen::QueueScreen(Session &session, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_model(new QueueModel(session, this)),
      m_bar(new QueueBar),
      m_banner(new Banner(BannerTone::Bad, Icon::Warning)),
      m_view(new QueueView(*m_model, session)),
      m_reasons(new QueueReasons(*m_view, *m_model, session, this)),
      m_empty(new EmptyState(m_view))
{
    build();
    connectAll();
    addKeys();
    startAs();
}

void QueueScreen::build()
{
    setObjectName(QStringLiteral("queue"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_banner);
    column->addWidget(m_view, 1);
    m_banner->setWords({});
    m_banner->setAction(tr("Try again"));
    m_empty->hide();
    m_view->installEventFilter(this);
    m_empty->setObjectName(QStringLiteral("queue.empty"));
    bool ok = false;
    const int density = remembered(kDensityKey).toInt(&ok);
    const auto wanted = ok && density >= 0 && density <= 2 ? Density(density) : Density::Normal;
    m_view->setDensity(wanted);
    m_bar->setDensity(wanted);
    m_view->head()->setLayoutText(remembered(kColumnsKey));
    if (auto filters = savedFilters(m_session.database()))
        m_filters = std::move(*filters);
    m_bar->setFilters(m_filters);
}

void QueueScreen::connectAll()
{
    connect(m_bar, &QueueBar::viewChosen, this, [this](QueueFilter::View view) {
        m_whose = view;
        applyFilter();
        enterList();
    });
    connect(m_bar, &QueueBar::typedChanged, this, &QueueScreen::applyFilter);
    connect(m_bar, &QueueBar::fieldEntered, m_model, &QueueModel::warmUp);
    connect(m_bar, &QueueBar::filterChosen, this, &QueueScreen::chooseFilter);
    connect(m_bar, &QueueBar::saveWanted, this, &QueueScreen::saveFilter);
    connect(m_bar, &QueueBar::removeWanted, this, [this](int number) {
        m_filters.erase(m_filters.begin() + number);
        keepFilters();
    });
    connect(m_bar, &QueueBar::densityChosen, this, [this](Density density) {
        m_view->setDensity(density);
        m_bar->setDensity(density);
        remember(kDensityKey, QString::number(int(density)));
    });
    connect(m_bar, &QueueBar::helpWanted, this, &QueueScreen::showOrder);
    connect(m_bar, &QueueBar::leaveWanted, this, &QueueScreen::leaveField);
    connect(m_view->head(), &QueueHead::layoutChosen, this,
        [this] { remember(kColumnsKey, m_view->head()->layoutText()); });
    connect(m_view, &QueueView::opened, this, &QueueScreen::openLead);
    connect(m_view, &QueueView::actWanted, this, &QueueScreen::act);
    connect(m_view, &QueueView::menuWanted, this, &QueueScreen::openMenu);
    connect(m_model, &QueueModel::refreshed, this, &QueueScreen::refreshed);
    connect(m_model, &QueueModel::settled, this, &QueueScreen::refreshEmpty);
    connect(m_model, &QueueModel::refreshing, m_bar, &QueueBar::setRefreshing);
    connect(m_model, &QueueModel::failed, this, &QueueScreen::failed);
    connect(m_banner, &Banner::actionClicked, m_model, &QueueModel::refresh);
    connect(&m_session, &Session::personChanged, this, &QueueScreen::startAs);
}

void QueueScreen::addKeys()
{
    const auto key = [this](const QKeySequence &keys, auto call) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X), [this] { clearFilter(); });
    for (int n = 0; n < 9; ++n)
        key(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + n)), [this, n] { chooseFilter(n); });
}

// Those who watch over others start with the team, everyone else with their own.
void QueueScreen::startAs()
{
    m_whose = QueueFilter::View::Team;
    if (const auto rules = m_session.rules()) {
        const Person *me = (*rules)->person(m_session.person());
        if (me && (me->role == Role::Sales || me->role == Role::Bdc || me->role == Role::Advisor))
            m_whose = QueueFilter::View::Mine;
    }
    m_bar->setView(m_whose);
    applyFilter();
}

void QueueScreen::applyFilter()
{
    m_leaving = false;
    QueueFilter filter;
    filter.view = m_whose;
    filter.person = m_session.person();
    filter.later = m_model->filter().later;
    readFilterWords(m_bar->typed(), filter);
    m_model->setFilter(filter);
}

// Who goes on into the list acts in the rows that were typed for, never in those from before.
void QueueScreen::leaveField()
{
    m_leaving = true;
    if (!m_model->isLooking())
        goOn();
}

void QueueScreen::goOn()
{
    if (std::exchange(m_leaving, false) && m_bar->field()->hasFocus())
        m_view->setFocus();
}

// From a chip or its keys: as long as the rows from before stand there, the keys do not reach them.
void QueueScreen::enterList()
{
    if (m_model->isLooking()) {
        m_bar->field()->setFocus();
        leaveField();
    } else {
        m_view->setFocus();
    }
}

void QueueScreen::filterBy(const QString &words) { m_bar->setTyped(words); }

bool QueueScreen::isFiltered() const
{
    const QueueFilter &filter = m_model->filter();
    return !filter.text.isEmpty() || filter.tiers != 0 || filter.untouched || filter.pinned;
}

void QueueScreen::clearFilter()
{
    m_bar->setTyped({});
    m_view->setFocus();
}

bool QueueScreen::goBack()
{
    if (m_reasons->isOpen()) {
        m_reasons->close();
        return true;
    }
    if (!isFiltered())
        return false;
    clearFilter();
    return true;
}

LeadId QueueScreen::startOver(LeadId done)
{
    m_model->refresh();
    m_model->settle({});
    return m_model->left(done);
}

int QueueScreen::needed() const
{
    const auto &counts = m_model->counts();
    return counts[0] + counts[1] + counts[2] + counts[3];
}

void QueueScreen::refreshed()
{
    m_banner->setWords({});
    m_bar->setCounts(m_model->counts());
    refreshEmpty();
    goOn();
    Q_EMIT countsChanged();
}

// The old rows stay where they are.
void QueueScreen::failed(const Error &)
{
    if (m_model->readAt() > 0)
        m_banner->setWords(
            tr("Could not read the queue. Showing %1.").arg(m_model->words().timeOfDay(m_model->readAt())));
    else
        m_banner->setWords(tr("Could not read the queue. Nothing was lost."));
    goOn();
}

void QueueScreen::refreshEmpty()
{
    const bool empty = m_model->rowCount() == 0 && m_model->readAt() > 0;
    m_empty->setVisible(empty);
    if (!empty)
        return;
    disconnect(m_empty, &EmptyState::actionClicked, this, nullptr);
    if (isFiltered()) {
        m_empty->setIcon(Icon::Filter);
        m_empty->setWords(tr("No rows match."));
        m_empty->setAction(tr("Clear filters"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X));
        connect(m_empty, &EmptyState::actionClicked, this, &QueueScreen::clearFilter);
    } else {
        const QString next = m_model->nextDue();
        m_empty->setIcon(Icon::Tick);
        m_empty->setWords(next.isEmpty() ? tr("All caught up.") : tr("All caught up. Next due %1.").arg(next));
        m_empty->setAction(tr("Add a walk-in"), QKeySequence(Qt::Key_F7));
        connect(m_empty, &EmptyState::actionClicked, this, &QueueScreen::walkInWanted);
    }
    placeEmpty();
}

void QueueScreen::placeEmpty()
{
    const QSize size = m_empty->sizeHint().expandedTo(QSize(scaled(320), scaled(140)));
    const QRect room = m_view->rect();
    m_empty->setGeometry(room.x() + (room.width() - size.width()) / 2,
        room.y() + std::max(scaled(40), (room.height() - size.height()) * 2 / 5), size.width(), size.height());
    m_empty->raise();
}

bool QueueScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        placeEmpty();
    return Screen::eventFilter(watched, event);
}

void QueueScreen::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Slash && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        m_bar->field()->setFocus(Qt::ShortcutFocusReason);
        m_bar->field()->selectAll();
        return;
    }
    Screen::keyPressEvent(event);
}

void QueueScreen::showOrder()
{
    if (!m_order)
        m_order = new Popover(window());
    PopoverText text;
    text.note = tr("Top to bottom");
    for (const QString &line : {tr("Waiting for us: who waits longest comes first"),
             tr("First response: by the clock; Hot two minutes and High one minute ahead"),
             tr("Confirm: visits to confirm within the hour"),
             tr("First response, over 30 min late: by tier, then the newest"),
             tr("Due today: what you pinned first; then promised times, then by tier, then by time"),
             tr("Later: what you pinned first, then by time"),
             tr("A row in work and the selected row never move; the list is sorted 2 seconds after the last key")})
        text.lines.push_back({line, {}, PopoverLine::Kind::Plain});
    m_order->setText(text);
    QWidget *button = m_bar->helpButton();
    m_order->openBy(QRect(button->mapTo(window(), QPoint(0, 0)), button->size()), PopoverWay::Keys);
}

void QueueScreen::chooseFilter(int number)
{
    if (number >= int(m_filters.size()))
        return;
    const QString words = m_filters[std::size_t(number)].words;
    m_bar->setTyped(m_bar->typed() == words ? QString() : words);
    enterList();
}

void QueueScreen::saveFilter()
{
    auto *dialog = new ChooseDialog(window(), tr("Save filter"), tr("Name of the filter"), {});
    connect(dialog, &ChooseDialog::chosen, this, [this](int, const QString &name) {
        m_filters.push_back({name, m_bar->typed()});
        keepFilters();
    });
    dialog->open();
}

void QueueScreen::keepFilters()
{
    m_bar->setFilters(m_filters);
    if (const auto done = saveFilters(m_session.database(), m_filters); !done)
        Q_EMIT said(tr("The filter could not be kept. It stays until you close UpDesk."), false);
}

void QueueScreen::remember(const char *key, const QString &value)
{
    if (const auto done = setDeskSetting(m_session.database(), QString::fromLatin1(key), value); !done)
        Q_EMIT said(tr("The setting could not be kept. It stays until you close UpDesk."), false);
}

QString QueueScreen::remembered(const char *key) const
{
    const auto value = deskSetting(m_session.database(), QString::fromLatin1(key));
    return value ? *value : QString();
}

} // namespace updesk
