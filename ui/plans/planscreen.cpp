// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planscreen.h"

#include "core/desk/planverbs.h"
#include "ui/parts/ask.h"
#include "ui/parts/banner.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"
#include "ui/plans/plandelegates.h"
#include "ui/plans/planeditor.h"
#include "ui/plans/planlistmodel.h"
#include "ui/plans/planmodel.h"
#include "ui/plans/plantable.h"
#include "ui/plans/planwords.h"
#include "ui/plans/trialsheet.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace updesk
{

PlanScreen::PlanScreen(Session &session, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_rows(new PlanListModel(session, this)),
      m_plan(new PlanModel(session, this)),
      m_banner(new Banner(BannerTone::Bad, Icon::Warning)),
      m_reason(new Banner(BannerTone::Plain, Icon::Lock)),
      m_pages(new QStackedWidget),
      m_list(new PlanTable(*m_rows,
          {{280, 180, 190, 100, 90, 110}, {140, 110, 130, 64, 64, 90},
              {PlanListModel::Version, PlanListModel::Begins, PlanListModel::Length, PlanListModel::Inside},
              PlanListModel::Name},
          PlanTable::Steps::No)),
      m_editor(new PlanEditor(session, *m_plan))
{
    setObjectName(QStringLiteral("sequence"));
    setAccessibleName(title());
    m_banner->setObjectName(QStringLiteral("sequence.banner"));
    m_reason->setObjectName(QStringLiteral("sequence.reason"));
    m_banner->setWords({});
    m_reason->setWords({});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_reason);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(makeList());
    m_pages->addWidget(m_editor);
    connectAll();
    for (QWidget *part : findChildren<QWidget *>())
        part->ensurePolished(); // what is polished only when it is shown forgets a theme that was chosen before
}

PlanScreen::~PlanScreen() = default;

QWidget *PlanScreen::makeList()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, bar);
    flow->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace8);
    m_open = new Button(tr("Open"), ButtonKind::Primary);
    m_open->setKeys(QKeySequence(Qt::Key_Return));
    m_open->setObjectName(QStringLiteral("sequence.open"));
    m_switch = new Button(QString());
    m_switch->setKeys(QKeySequence(Qt::Key_Space));
    m_switch->setObjectName(QStringLiteral("sequence.switch"));
    m_use = new Button(tr("Use all that came with UpDesk"));
    m_use->setObjectName(QStringLiteral("sequence.use"));
    for (QWidget *part :
        {static_cast<QWidget *>(m_open), static_cast<QWidget *>(m_switch), static_cast<QWidget *>(m_use)})
        flow->addWidget(part);
    m_about = new TextLabel(QString(), Type::Body, Colour::Text2);
    m_about->setObjectName(QStringLiteral("sequence.about"));
    m_about->setWordWrap(true);
    m_about->setContentsMargins(kSpace16, 0, kSpace16, kSpace8);
    m_list->setObjectName(QStringLiteral("sequence.list"));
    m_list->setAccessibleName(tr("Sequences"));
    m_list->setItemDelegate(new PlanDelegate(m_list));
    column->addWidget(bar);
    column->addWidget(m_about);
    auto *inset = new QHBoxLayout; // head and rows begin where the words above do
    inset->setContentsMargins(kSpace12, 0, 0, 0);
    inset->addWidget(m_list);
    column->addLayout(inset, 1);
    return page;
}

void PlanScreen::connectAll()
{
    const auto openRow = [this] {
        if (const PlanLine *line = m_rows->line(m_list->row()))
            open(line->plan.key);
    };
    connect(m_list, &PlanTable::openWanted, this, openRow);
    connect(m_open, &Button::clicked, this, openRow);
    connect(m_list, &PlanTable::switchWanted, this, &PlanScreen::switchRow);
    connect(m_switch, &Button::clicked, this, &PlanScreen::switchRow);
    connect(m_use, &Button::clicked, this, &PlanScreen::useShipped);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlanScreen::refreshList);
    connect(m_editor, &PlanEditor::saveWanted, this, &PlanScreen::save);
    connect(m_editor, &PlanEditor::testWanted, this, &PlanScreen::test);
    connect(m_editor, &PlanEditor::switchWanted, this, [this](bool on) { switchOn(m_plan->key(), on); });
    connect(m_editor, &PlanEditor::templateWanted, this, &PlanScreen::templateWanted);
    connect(m_editor, &PlanEditor::failed, this, &PlanScreen::fail);
    connect(m_editor, &PlanEditor::told, this, [this](const QString &words) { Q_EMIT said(words, false); });
    connect(m_banner, &Banner::actionClicked, this, [this] { // theirs instead of mine
        m_plan->revert();
        reload();
    });
    connect(&m_session, &Session::personChanged, this, &PlanScreen::reload);
    connect(&m_session, &Session::changed, this, [this] {
        if (isVisible())
            reload();
    });
}

bool PlanScreen::isEditing() const { return m_pages->currentWidget() == m_editor; }

void PlanScreen::fail(const Error &error)
{
    m_banner->setWords(PlanWords::saveError(error));
    m_banner->setAction(error.code == Error::Code::Conflict ? tr("Discard mine, open theirs") : QString());
}

void PlanScreen::reload()
{
    const auto listed = m_rows->reload();
    const auto read = m_plan->key().isEmpty() ? Result<void>() : m_plan->refresh();
    if (!listed || !read)
        return fail(!listed ? listed.error() : read.error());
    if (m_list->row() < 0)
        m_list->choose(0);
    if (m_plan->isChanged() && m_plan->isOvertaken())
        fail(Error{Error::Code::Conflict, QStringLiteral("plan"), {}});
    else
        m_banner->setWords({});
    refreshList();
}

void PlanScreen::refreshList()
{
    const auto rules = m_session.rules();
    const bool may = rules && (*rules)->mayChangeRules(m_session.person());
    const PlanLine *line = m_rows->line(m_list->row());
    m_reason->setWords(
        may ? QString() : tr("Only managers change sequences. You can look at them and test them on a lead."));
    m_open->setEnabled(line);
    m_switch->setText(line && line->active ? tr("Switch off") : tr("Switch on"));
    m_switch->setEnabled(may && line && line->number > 0);
    m_use->setVisible(may && !m_rows->usesAll());
    QString about = tr("The store uses no sequence yet: leads get calls by fixed rules.");
    if (m_rows->usesAny())
        about =
            tr("Leads that come get the one for their kind and tier. Who is inside finishes the version they began.");
    else if (may)
        about += u' ' + tr("Use those that came with UpDesk, and change them as you like.");
    m_about->setText(about);
}

void PlanScreen::open(const QString &key)
{
    if (m_plan->isChanged()) {
        if (key != m_plan->key())
            Q_EMIT said(tr("“%1” has changes that are not saved yet.").arg(m_plan->plan().title), false);
    } else {
        if (const auto read = m_plan->open(key); !read)
            return fail(read.error());
        m_editor->opened();
        m_banner->setWords({});
    }
    m_pages->setCurrentWidget(m_editor);
    m_editor->comeForward();
    if (isVisible())
        m_editor->table()->setFocus(Qt::OtherFocusReason);
    Q_EMIT titleChanged();
}

void PlanScreen::showList()
{
    m_pages->setCurrentIndex(0);
    reload();
    m_list->choose(m_rows->rowOf(m_plan->key()));
    m_list->setFocus(Qt::OtherFocusReason);
    Q_EMIT titleChanged();
}

void PlanScreen::save()
{
    if (m_plan->isChanged())
        saved();
}

// Sends out what was typed as a new version; what is wrong with it is gone to.
bool PlanScreen::saved()
{
    const auto done = m_plan->save(m_editor->moveTo());
    if (!done) {
        fail(done.error());
        if (done.error().code == Error::Code::Invalid)
            m_editor->showFault();
        return false;
    }
    m_editor->opened();
    reload();
    if (done->notMoved)
        m_banner->setWords(tr("Saved as version %1, but not all leads went along. %2")
                               .arg(done->number)
                               .arg(sentence(*done->notMoved)));
    Q_EMIT said(PlanWords::saved(done->number, done->moved, done->switchedOn), true);
    return true;
}

bool PlanScreen::mayLeave()
{
    if (!m_plan->isChanged())
        return true;
    const bool may = m_plan->mayEdit();
    Question question{tr("Save the changes to “%1”?").arg(m_plan->plan().title),
        tr("They are not saved yet. Leads go on in version %1 until they are.").arg(m_plan->number()),
        {tr("Save as version %1").arg(m_plan->nextNumber()), tr("Discard the changes")}};
    if (!may) { // somebody else typed them and has left the desk
        question.title = tr("Discard the changes to “%1”?").arg(m_plan->plan().title);
        question.text = tr("They are not saved yet, and only a manager can save them.");
        question.answers.removeFirst();
    }
    const int answer = ask(this, question);
    if (may && answer == 0)
        return saved();
    if (answer < 0)
        return false;
    m_plan->revert();
    return true;
}

void PlanScreen::switchOn(const QString &key, bool on)
{
    const auto done = setPlanActive(m_session, key, on);
    const PlanLine *line = m_rows->line(m_rows->rowOf(key));
    const QString name = line ? line->plan.title : key;
    reload();
    if (!done)
        return fail(done.error());
    if (!done->isNull())
        Q_EMIT said(on ? tr("“%1” is on: leads that come get it.").arg(name)
                       : tr("“%1” is off. Who is inside finishes it.").arg(name),
            true);
}

void PlanScreen::switchRow()
{
    const PlanLine *line = m_rows->line(m_list->row());
    if (line && line->number > 0 && m_switch->isEnabled())
        switchOn(QString(line->plan.key), !line->active);
}

void PlanScreen::useShipped()
{
    const auto done = useShippedPlans(m_session);
    reload();
    if (!done)
        return fail(done.error());
    Q_EMIT said(tr("The sequences that came with UpDesk are on."), true);
}

void PlanScreen::test()
{
    if (!m_trial)
        m_trial = new TrialSheet(m_session, *m_plan, window());
    m_trial->openFor(m_editor->lead(), m_editor->leadName());
}

QString PlanScreen::breadcrumb() const { return isEditing() ? tr("/ %1").arg(m_plan->plan().title) : QString(); }

QWidget *PlanScreen::focusTarget() { return isEditing() ? m_editor->table() : m_list; }

bool PlanScreen::goBack()
{
    if (!isEditing()) {
        if (m_list->hasFocus() || !isAncestorOf(focusWidget()))
            Q_EMIT leaveWanted();
        else
            m_list->setFocus(Qt::OtherFocusReason);
    } else if (!m_editor->isInTable()) {
        m_editor->table()->setFocus(Qt::OtherFocusReason);
    } else if (!m_plan->mayEdit() || mayLeave()) {
        showList(); // what a manager typed stays for them
    }
    return true;
}

static bool isUndo(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Z && event.modifiers() == Qt::ControlModifier;
}

static bool isRedo(const QKeyEvent &event)
{
    return (event.key() == Qt::Key_Y && event.modifiers() == Qt::ControlModifier)
        || (event.key() == Qt::Key_Z && event.modifiers() == (Qt::ControlModifier | Qt::ShiftModifier));
}

// While the editor has something to take back, the keys are its own and not the window's.
bool PlanScreen::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && isEditing()) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        // A field's key for undo is never the window's: that would take back what somebody saved.
        const bool typing = qobject_cast<QLineEdit *>(focusWidget());
        if ((isUndo(key) && (typing || m_plan->canUndo())) || (isRedo(key) && (typing || m_plan->canRedo()))) {
            event->accept();
            return true;
        }
    }
    return Screen::event(event);
}

void PlanScreen::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEditing() && (enter || event->key() == Qt::Key_S) && event->modifiers() == Qt::ControlModifier)
        return save();
    if (isEditing() && isUndo(*event))
        return m_editor->undo();
    if (isEditing() && isRedo(*event))
        return m_editor->redo();
    if (event->key() == Qt::Key_Escape && goBack())
        return;
    Screen::keyPressEvent(event);
}

void PlanScreen::showEvent(QShowEvent *event)
{
    Screen::showEvent(event);
    reload();
    if (isEditing())
        m_editor->comeForward();
}

void PlanScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
}

} // namespace updesk
