// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quarantine/quarantinescreen.h"

#include "core/desk/givenup.h"
#include "core/desk/receiverows.h"
#include "core/intake/bytes.h"
#include "core/leads/timelinerows.h"
#include "core/people/customerstore.h"
#include "ui/parts/button.h"
#include "ui/parts/letterkeys.h"
#include "ui/parts/nocalls.h"
#include "ui/parts/readabletext.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/quarantine/quarantinedelegate.h"
#include "ui/quarantine/quarantinewords.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QSplitter>

#include <algorithm>

namespace updesk
{

static constexpr qsizetype kFirstUnits = 64 * 1024;

QuarantineScreen::QuarantineScreen(Session &session, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_model(new QuarantineModel(session, this)),
      m_banner(new Banner(BannerTone::Close, Icon::Warning)),
      m_count(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_list(new QListView),
      m_split(new QSplitter),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState),
      m_subject(new TextLabel(QString(), Type::Section)),
      m_from(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_reason(new TextLabel(QString(), Type::BodyMedium)),
      m_spotted(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_text(new QPlainTextEdit),
      m_all(new Button(tr("&Show all"), ButtonKind::Link)),
      m_again(new Button(tr("&Try again"))),
      m_make(new Button(tr("&Make a lead"), ButtonKind::Primary)),
      m_aside(new Button(tr("Set &aside"))),
      m_noCalls(new Button(NoCalls::words())),
      m_which(new Button(QString(), ButtonKind::Link)),
      m_given(new Button(QString(), ButtonKind::Link))
{
    build();
    connect(themeChanges(), &ThemeChanges::changed, this,
        [this] { m_split->setOrientation(width() < scaled(700) ? Qt::Vertical : Qt::Horizontal); });
    connect(&session, &Session::changed, this, &QuarantineScreen::reload);
    reload();
}

void QuarantineScreen::build()
{
    m_list->setObjectName(QStringLiteral("quarantine.list"));
    markPane(m_list);
    m_list->setAccessibleName(tr("Mail and files that could not be read"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new QuarantineDelegate(m_list));
    m_list->setProperty("ownRing", true);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &QuarantineScreen::showCurrent);
    connect(m_list, &QListView::doubleClicked, this, &QuarantineScreen::startLead);
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    const auto oneRow = [this] { m_list->setMinimumHeight(m_list->itemDelegate()->sizeHint({}, {}).height() + 2); };
    oneRow(); // never less than a whole row, however large the text
    connect(themeChanges(), &ThemeChanges::changed, m_list, oneRow);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(left);
    m_split->addWidget(buildReading());
    m_split->setStretchFactor(0, 2);
    m_split->setStretchFactor(1, 3);
    m_stack->addWidget(m_split);
    m_empty->setIcon(Icon::Tick);
    m_empty->setFocusPolicy(Qt::StrongFocus);
    m_stack->addWidget(m_empty);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_banner);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace8);
    head->setSpacing(kSpace16);
    head->addWidget(m_count);
    head->addWidget(m_which);
    head->addWidget(m_given);
    head->addStretch();
    m_which->setObjectName(QStringLiteral("quarantine.which"));
    m_given->setObjectName(QStringLiteral("quarantine.given"));
    using Listed = QuarantineListed;
    connect(m_which, &Button::clicked, this,
        [this] { list(m_model->listed() == Listed::Waiting ? Listed::SetAside : Listed::Waiting); });
    connect(m_given, &Button::clicked, this, [this] { list(Listed::GivenUp); });
    whole->addLayout(head);
    whole->addWidget(m_stack, 1);
}

QWidget *QuarantineScreen::buildReading()
{
    m_text->setObjectName(QStringLiteral("quarantine.text"));
    markPane(m_text);
    m_text->setAccessibleName(tr("What came in, as plain text"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const auto font = [this] {
        QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        fixed.setPixelSize(scaled(12));
        m_text->setFont(fixed);
    };
    font();
    connect(themeChanges(), &ThemeChanges::changed, m_text, font);
    m_again->setObjectName(QStringLiteral("quarantine.again"));
    m_make->setObjectName(QStringLiteral("quarantine.make"));
    m_aside->setObjectName(QStringLiteral("quarantine.aside"));
    m_all->setObjectName(QStringLiteral("quarantine.all"));
    m_noCalls->setObjectName(QStringLiteral("quarantine.noCalls"));
    m_noCalls->setKeys(QKeySequence(Qt::Key_D));
    connect(m_noCalls, &Button::clicked, this, &QuarantineScreen::stopCalls);
    m_again->setKeys(QKeySequence(Qt::Key_R));
    m_make->setKeys(QKeySequence(Qt::Key_Return));
    m_aside->setKeys(QKeySequence(Qt::Key_Delete));
    connect(m_again, &Button::clicked, this, &QuarantineScreen::tryAgain);
    connect(m_make, &Button::clicked, this, &QuarantineScreen::startLead);
    connect(m_aside, &Button::clicked, this, &QuarantineScreen::setAside);
    connect(m_all, &Button::clicked, this, [this] { showDocument(m_document.size()); });
    auto *reading = new QWidget;
    auto *column = new QVBoxLayout(reading);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace12);
    column->setSpacing(kSpace8);
    for (TextLabel *label : {m_subject, m_from, m_reason, m_spotted}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addWidget(m_text, 1);
    column->addWidget(m_all, 0, Qt::AlignLeft);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(kSpace8);
    for (Button *one : {m_make, m_again, m_aside, m_noCalls}) {
        one->setInBar();
        foot->addWidget(one);
    }
    foot->addStretch();
    column->addLayout(foot);
    return reading;
}

const QuarantineRow *QuarantineScreen::current() const
{
    const QModelIndex at = m_list->currentIndex();
    return at.isValid() ? &m_model->row(at.row()) : nullptr;
}

void QuarantineScreen::reload()
{
    const RowOnlyId kept = m_shown;
    const int place = m_list->currentIndex().isValid() ? m_list->currentIndex().row() : 0;
    if (const auto read = m_model->reload(); !read) {
        m_banner->setTone(BannerTone::Bad);
        m_banner->setWords(sentence(read.error()));
        return;
    }
    const int rows = m_model->rowCount();
    const bool hadFocus = m_list->hasFocus();
    m_stack->setCurrentIndex(rows > 0 ? 0 : 1);
    showCounts(rows);
    if (rows == 0) {
        m_shown = {};
        m_document.clear();
        if (hadFocus)
            m_empty->setFocus();
        return;
    }
    const int again = m_model->indexOf(kept);
    m_list->setCurrentIndex(m_model->index(again >= 0 ? again : std::min(place, rows - 1)));
    showCurrent();
}

QString QuarantineScreen::countWords(int rows) const
{
    const bool all = m_model->total() <= rows;
    switch (m_model->listed()) {
    case QuarantineListed::Waiting:
        return all ? tr("Waiting: %L1").arg(rows)
                   : tr("Waiting: %L1, the newest %L2 are shown").arg(m_model->total()).arg(rows);
    case QuarantineListed::SetAside:
        return all ? tr("Set aside: %L1").arg(rows)
                   : tr("Set aside: %L1, the newest %L2 are shown").arg(m_model->total()).arg(rows);
    case QuarantineListed::GivenUp:
        break;
    }
    return all ? tr("Given up: %L1").arg(rows)
               : tr("Given up: %L1, the newest %L2 are shown").arg(m_model->total()).arg(rows);
}

void QuarantineScreen::showCounts(int rows)
{
    using Listed = QuarantineListed;
    const bool waiting = m_model->listed() == Listed::Waiting, given = m_model->listed() == Listed::GivenUp;
    m_count->setText(countWords(rows));
    m_which->setText(waiting ? tr("Sho&w what was set aside: %L1").arg(m_model->count(Listed::SetAside))
                             : tr("Sho&w what waits: %L1").arg(m_model->count(Listed::Waiting)));
    m_which->setVisible(!waiting || m_model->count(Listed::SetAside) > 0);
    m_given->setText(tr("Show what was &given up: %L1").arg(m_model->count(Listed::GivenUp)));
    m_given->setVisible(!given && m_model->count(Listed::GivenUp) > 0);
    m_aside->setVisible(waiting);
    m_make->setVisible(!given);
    m_again->setText(given ? tr("&Take it up again") : tr("&Try again"));
    if (waiting)
        m_empty->setWords(tr("Everything that came in could be read."),
            tr("Mail and files that cannot be read wait here with all their bytes."));
    else if (given)
        m_empty->setWords(tr("Nothing was given up."),
            tr("What the server did not take, and somebody gave up at this desk, stays here with all its bytes."));
    else
        m_empty->setWords(tr("Nothing was set aside."),
            tr("Spam, newsletters and automatic answers stay here with all their bytes."));
}

// Nothing that came in is out of sight: what a machine sent, or a person put away, can be read and tried again.
void QuarantineScreen::list(QuarantineListed which)
{
    m_model->setListed(which);
    m_banner->setWords({});
    reload();
    (m_model->rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_empty)->setFocus(Qt::OtherFocusReason);
}

Result<QByteArray> QuarantineScreen::bytesOf(const QuarantineRow &row) const
{
    if (m_model->listed() == QuarantineListed::GivenUp) {
        auto document = givenUpDocument(m_session.database(), row.original);
        return document ? Result<QByteArray>(std::move(document->bytes)) : document.error();
    }
    auto original = originalText(m_session.database(), row.original);
    return original ? Result<QByteArray>(std::move(original->bytes)) : original.error();
}

void QuarantineScreen::showCurrent()
{
    const QuarantineRow *row = current();
    if (!row || row->id == m_shown)
        return;
    m_shown = row->id;
    showKnown(*row);
    const QModelIndex at = m_list->currentIndex();
    m_subject->setText(QuarantineWords::subject(*row));
    m_from->setText(tr("%1, %2", "sender and time")
                        .arg(QuarantineWords::from(*row), at.data(QuarantineModel::WhenRole).toString()));
    m_reason->setText(QuarantineWords::reason(row->code));
    const QString found = at.data(QuarantineModel::SpottedRole).toString();
    m_spotted->setVisible(m_model->listed() != QuarantineListed::GivenUp);
    m_spotted->setText(
        found.isEmpty() ? tr("No phone and no email was found in it.") : tr("Found in it: %1").arg(found));
    const auto bytes = bytesOf(*row);
    if (!bytes) {
        m_document.clear();
        m_all->hide();
        m_text->setPlainText(bytes.error().code == Error::Code::NotFound ? tr("The bytes are not at this desk yet.")
                                                                         : updesk::sentence(bytes.error()));
        return;
    }
    m_document = readableBytes(*bytes);
    showDocument(kFirstUnits);
}

// Of a number that a household shares nobody is meant alone.
void QuarantineScreen::showKnown(const QuarantineRow &row)
{
    std::vector<CustomerId> found;
    const auto add = [&found](const Result<std::vector<CustomerId>> &some) {
        for (size_t i = 0; some && i < some->size(); ++i) {
            if (std::ranges::find(found, (*some)[i]) == found.end())
                found.push_back((*some)[i]);
        }
    };
    for (const QString &phone : row.phones)
        add(customersOfNumber(m_session.database(), phone));
    for (const QString &email : row.emails)
        add(customersOfAddress(m_session.database(), email.toLower()));
    m_known = found.size() == 1 ? found.front() : CustomerId();
    const auto customer =
        m_known.isNull() ? Result<Customer>(Customer()) : CustomerStore(m_session.database()).find(m_known);
    m_knownName = customer ? customer->full : QString();
    m_noCalls->setVisible(!m_known.isNull());
    m_noCalls->setText(m_knownName.isEmpty() ? NoCalls::words() : tr("Do not call %1").arg(m_knownName));
}

void QuarantineScreen::stopCalls()
{
    if (!m_known.isNull())
        NoCalls::stop(this, m_session, m_known, m_knownName,
            [this](const QString &words, bool undoable) { Q_EMIT said(words, undoable); });
}

void QuarantineScreen::showDocument(qsizetype most)
{
    const bool all = m_document.size() <= most;
    m_text->setPlainText(harmlessText(QStringView(m_document).left(most)));
    m_all->setVisible(!all);
    if (!all)
        m_all->setText(tr("&Show all %L1 KB").arg(m_document.size() / 1024));
}

void QuarantineScreen::tryAgain()
{
    const QuarantineRow *row = current();
    if (!row)
        return;
    const bool given = m_model->listed() == QuarantineListed::GivenUp;
    const auto result = given ? takeUpAgain(m_session, row->original) : retryQuarantine(m_session, row->id);
    if (!result) {
        m_banner->setTone(BannerTone::Bad);
        m_banner->setWords(updesk::sentence(result.error()));
        return;
    }
    m_banner->setWords({});
    tellTried(*result);
}

void QuarantineScreen::tellTried(const IntakeResult &result)
{
    const QuarantineListed listed = m_model->listed();
    switch (result.outcome) {
    case IntakeResult::Outcome::Leads:
        Q_EMIT said(tr("Read now. Leads added: %L1").arg(result.captured.size()), false);
        return;
    case IntakeResult::Outcome::Known:
        Q_EMIT said(tr("It was read before. Nothing changed"), false);
        return;
    case IntakeResult::Outcome::Filed:
        Q_EMIT said(tr("It is in the customer's history now"), true);
        return;
    default:
        break;
    }
    if (listed == QuarantineListed::GivenUp) {
        Q_EMIT said(result.setAside ? tr("Taken up again. It is among what was set aside")
                                    : tr("Taken up again. It is among what waits"),
            false);
        return;
    }
    if (result.setAside && listed == QuarantineListed::Waiting) {
        Q_EMIT said(tr("The address is marked as bad, and the report is set aside"), true);
        return;
    }
    m_banner->setTone(BannerTone::Close);
    m_banner->setWords(tr("Still not readable. %1 It stays here. Make a lead from it by hand, or set it aside.")
                           .arg(QuarantineWords::reason(result.code)));
}

void QuarantineScreen::startLead()
{
    const QuarantineRow *row = current();
    if (!row || m_model->listed() == QuarantineListed::GivenUp)
        return;
    const RowOnlyId id = row->id;
    const auto known = draftFromQuarantine(m_session, id);
    if (!known) {
        m_banner->setTone(BannerTone::Bad);
        m_banner->setWords(updesk::sentence(known.error()));
        return;
    }
    m_banner->setWords({});
    Q_EMIT makeLead(id, *known);
}

void QuarantineScreen::setAside()
{
    const QuarantineRow *row = current();
    if (!row || m_model->listed() != QuarantineListed::Waiting)
        return;
    const QString what = QuarantineWords::subject(*row);
    if (const auto done = setAsideQuarantine(m_session, row->id); !done) {
        m_banner->setTone(BannerTone::Bad);
        m_banner->setWords(updesk::sentence(done.error()));
        return;
    }
    m_banner->setWords({});
    Q_EMIT said(tr("Set aside: %1").arg(what.left(60)), true);
}

// Side by side when there is room for both, else the list above what it shows.
void QuarantineScreen::resizeEvent(QResizeEvent *event)
{
    m_split->setOrientation(width() < scaled(700) ? Qt::Vertical : Qt::Horizontal);
    Screen::resizeEvent(event);
}

bool QuarantineScreen::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return Screen::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->modifiers() & ~Qt::KeypadModifier)
        return false;
    if (!letterKeys()->areOn() && key->key() >= Qt::Key_A && key->key() <= Qt::Key_Z)
        return false;
    switch (key->key()) {
    case Qt::Key_R:
        tryAgain();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        startLead();
        return true;
    case Qt::Key_Delete:
        setAside();
        return true;
    case Qt::Key_D:
        stopCalls();
        return true;
    case Qt::Key_J:
    case Qt::Key_K: {
        const int to = m_list->currentIndex().row() + (key->key() == Qt::Key_J ? 1 : -1);
        if (to >= 0 && to < m_model->rowCount())
            m_list->setCurrentIndex(m_model->index(to));
        return true;
    }
    default:
        return false;
    }
}

} // namespace updesk
