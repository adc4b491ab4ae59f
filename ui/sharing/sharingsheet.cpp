// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sharing/sharingsheet.h"

#include "core/desk/setbackverbs.h"
#include "core/store/apply.h"
#include "core/sync/parked.h"
#include "ui/parts/ask.h"
#include "ui/parts/letterkeys.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/sharing/sharingdelegate.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

static constexpr int kRows = 7; // more of them scroll

SharingSheet::SharingSheet(Session &session, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_model(new SharingModel(session, this)),
      m_lists(new Segments(tr("Which changes"), {tr("Changes waiting"), tr("Changed in two places")})),
      m_banner(new Banner(BannerTone::Bad, Icon::Warning)),
      m_view(new QListView),
      m_empty(new EmptyState),
      m_open(new Button(tr("&Open the lead"))),
      m_other(new Button(tr("&Use the other value"), ButtonKind::Primary)),
      m_retry(new Button(tr("&Try again"), ButtonKind::Primary)),
      m_giveUp(new Button(tr("&Give up")))
{
    setObjectName(QStringLiteral("sharing"));
    setPanel(820, 64);
    setHead(tr("Sharing"), {}, Icon::Sync);
    setEscWords(tr("closes"));
    build();
    connect(m_lists, &Segments::chosen, this, &SharingSheet::choose);
    connect(m_open, &Button::clicked, this, &SharingSheet::openLead);
    connect(m_other, &Button::clicked, this, &SharingSheet::useOther);
    connect(m_retry, &Button::clicked, this, &SharingSheet::retry);
    connect(m_giveUp, &Button::clicked, this, &SharingSheet::giveUp);
    connect(m_view, &QListView::doubleClicked, this, &SharingSheet::openLead);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &SharingSheet::showRow);
    connect(&session, &Session::changed, this, [this] {
        if (isOpen())
            reload();
    });
    window->installEventFilter(this);
}

void SharingSheet::build()
{
    m_view->setObjectName(QStringLiteral("sharing.list"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new SharingDelegate(m_view));
    m_view->setProperty("ownRing", true);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->installEventFilter(this);
    m_banner->setObjectName(QStringLiteral("sharing.fault"));
    m_lists->setObjectName(QStringLiteral("sharing.which"));
    m_open->setObjectName(QStringLiteral("sharing.open"));
    m_other->setObjectName(QStringLiteral("sharing.other"));
    m_retry->setObjectName(QStringLiteral("sharing.retry"));
    m_giveUp->setObjectName(QStringLiteral("sharing.giveUp"));
    m_open->setKeys(QKeySequence(Qt::Key_Return));
    m_other->setKeys(QKeySequence(Qt::Key_U));
    m_retry->setKeys(QKeySequence(Qt::Key_T));
    m_giveUp->setKeys(QKeySequence(Qt::Key_G));
    m_empty->setObjectName(QStringLiteral("sharing.empty"));
    m_empty->setIcon(Icon::Tick);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(kSpace24, kSpace8, kSpace24, kSpace12);
    head->addWidget(m_lists);
    head->addStretch();
    column->addLayout(head);
    column->addWidget(m_banner);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    setBody(body);
    foot()->addStretch();
    for (Button *button : {m_giveUp, m_open, m_other, m_retry})
        foot()->addWidget(button);
}

void SharingSheet::openList(SharingModel::List list)
{
    m_banner->setWords({});
    m_lists->setCurrent(int(list));
    m_model->setList(list);
    m_model->forgetNew();
    reload();
    openSheet(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_lists);
    choose(int(list));
}

void SharingSheet::choose(int list)
{
    m_model->setList(SharingModel::List(list));
    reload();
    if (m_model->list() != SharingModel::List::TwoPlaces)
        return;
    if (auto marked = markSetbacksSeen(m_session.database()); marked)
        Q_EMIT seen();
    else
        m_banner->setWords(updesk::sentence(marked.error()));
}

void SharingSheet::reload()
{
    const int before = m_view->currentIndex().row();
    const QByteArray looked = m_model->key(before);
    if (const auto read = m_model->reload(); !read)
        m_banner->setWords(updesk::sentence(read.error()));
    const int rows = m_model->rowCount();
    const bool waiting = m_model->list() == SharingModel::List::Waiting;
    m_view->setAccessibleName(waiting ? tr("Changes waiting") : tr("Changed in two places"));
    m_empty->setWords(waiting ? tr("Nothing waits. Everything done here is shared.")
                              : tr("Nothing was changed in two places, and nothing was refused."));
    m_view->setVisible(rows > 0);
    m_empty->setVisible(rows == 0);
    // The row that was looked at, wherever it stands now: what came meanwhile must not move under the key.
    const int place = m_model->place(looked);
    if (rows > 0)
        m_view->setCurrentIndex(m_model->index(place >= 0 ? place : std::clamp(before, 0, rows - 1)));
    showRow();
    fit();
}

void SharingSheet::showRow()
{
    const int row = m_view->currentIndex().row();
    const Setback *choice = m_model->choice(row);
    m_open->setEnabled(!m_model->lead(row).isNull());
    m_other->setVisible(m_model->list() == SharingModel::List::TwoPlaces);
    m_other->setEnabled(choice);
    const bool aside = !decidable().isNull();
    for (Button *button : {m_retry, m_giveUp}) {
        button->setVisible(m_model->hasAside());
        button->setEnabled(aside);
    }
    m_other->setText(choice && choice->kind == Setback::Kind::Lost ? tr("&Use my value") : tr("&Use the other value"));
}

void SharingSheet::fit()
{
    const int row = m_view->itemDelegate()->sizeHint({}, {}).height();
    const int most = parentWidget()->height() - 2 * 64 - scaled(170);
    const int wanted = std::clamp(m_model->rowCount(), 2, kRows) * row;
    m_view->setFixedHeight(std::clamp(wanted, row, std::max(row, most)));
    m_empty->setFixedHeight(std::clamp(2 * row, row, std::max(row, most)));
    place();
}

bool SharingSheet::takeKey(const QKeyEvent &event)
{
    if (event.modifiers() & ~Qt::KeypadModifier)
        return false;
    if (isLetterKey(QKeySequence(event.key())) && !letterKeys()->areOn())
        return true; // nor does the list look for a row that begins so
    const int row = m_view->currentIndex().row();
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openLead();
        return true;
    case Qt::Key_U:
        useOther();
        return true;
    case Qt::Key_T:
        retry();
        return true;
    case Qt::Key_G:
        giveUp();
        return true;
    case Qt::Key_J:
    case Qt::Key_K:
        if (const int to = row + (event.key() == Qt::Key_J ? 1 : -1); to >= 0 && to < m_model->rowCount())
            m_view->setCurrentIndex(m_model->index(to));
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_lists->setCurrent(event.key() == Qt::Key_Left ? 0 : 1);
        choose(m_lists->current());
        (m_model->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_lists)->setFocus(Qt::OtherFocusReason);
        return true;
    default:
        return false;
    }
}

bool SharingSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress && takeKey(*static_cast<QKeyEvent *>(event)))
        return true;
    if (watched == parentWidget() && event->type() == QEvent::Resize && isOpen())
        fit();
    return SheetDialog::eventFilter(watched, event);
}

void SharingSheet::openLead()
{
    const LeadId lead = m_model->lead(m_view->currentIndex().row());
    if (lead.isNull())
        return;
    closeSheet();
    Q_EMIT leadWanted(lead);
}

void SharingSheet::useOther()
{
    const Setback *choice = m_model->choice(m_view->currentIndex().row());
    if (!choice)
        return;
    const Setback setback = *choice; // the list is read anew while it is used
    const auto used = updesk::useOther(m_session, setback);
    if (!used) {
        m_banner->setWords(updesk::sentence(used.error()));
        return;
    }
    m_banner->setWords({});
    Q_EMIT said(used->isNull()                    ? tr("This value stands already.")
            : setback.kind == Setback::Kind::Lost ? tr("Your value stands now.")
                                                  : tr("The other value stands now."),
        !used->isNull());
}

/// The deed of this row that can be tried again or given up: none while its giving up is under way.
DeedId SharingSheet::decidable() const
{
    const DeedId deed = m_model->aside(m_view->currentIndex().row());
    return m_givingUp.contains(deed) ? DeedId{} : deed;
}

void SharingSheet::retry()
{
    const DeedId deed = decidable();
    if (deed.isNull())
        return;
    const auto done = retryDeed(m_session.database(), deed);
    m_banner->setWords(done ? QString() : updesk::sentence(done.error()));
    if (!done)
        return;
    Q_EMIT retried();
    Q_EMIT said(tr("It goes to the server once more."), false);
}

void SharingSheet::giveUp()
{
    const QModelIndex row = m_view->currentIndex();
    const DeedId deed = decidable();
    if (deed.isNull())
        return;
    QString text = tr("%1. What the server has comes back in its place, and nobody else will see this change. "
                      "What was keyed stays readable under Changed in two places.")
                       .arg(row.data().toString());
    const auto ops = opsOf(m_session.database(), deed);
    if (ops && bringsDocument(*ops))
        text += u'\n' + tr("The document in it stays at this desk, under Unreadable, among what was given up.");
    if (ask(this, {tr("Give this change up?"), text, {tr("Give it up"), tr("Keep it here")}}) != 0)
        return;
    m_banner->setWords({});
    m_givingUp.insert(deed);
    showRow();
    Q_EMIT giveUpWanted(deed);
}

void SharingSheet::forgetGivingUp()
{
    m_givingUp.clear();
    showRow();
}

void SharingSheet::setGivenUp(const GivenUp &news)
{
    m_givingUp.erase(news.deed);
    showRow();
    if (news.error) {
        const bool away = news.error->code == Error::Code::Offline;
        m_banner->setWords(away
                ? tr("The server cannot be reached, so nothing was given up. Try again when it is back.")
                : updesk::sentence(*news.error));
        return;
    }
    reload();
    Q_EMIT said(tr("Given up. What was keyed is under Changed in two places."), false);
}

} // namespace updesk
