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
#include "ui/plans/plantable.h"
#include "ui/plans/planwords.h"
#include "ui/plans/resultpanel.h"
#include "ui/plans/resultsheet.h"
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
      m_hint(new Banner(BannerTone::Close, Icon::Warning)),
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
    m_hint->setObjectName(QStringLiteral("sequence.hint"));
    m_hint->setWords({});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_reason);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(makeList());
    m_pages->addWidget(m_editor);
    connectAll();
    connectEditor();
    markPane(m_editor->findChild<QWidget *>(QStringLiteral("sequence.side")));
    for (QWidget *part : findChildren<QWidget *>())
        part->ensurePolished(); // what is polished only when it is shown forgets a theme that was chosen before
}

PlanScreen::~PlanScreen() = default;

QWidget *PlanScreen::makeBar()
{
    auto *bar = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, bar);
    flow->setContentsMargins(kSpace16, kSpace8, kSpace16, kSpace8);
    m_open = new Button(tr("Open"), ButtonKind::Primary);
    m_switch = new Button(QString());
    m_new = new Button(tr("New sequence"));
    m_copy = new Button(tr("Copy"));
    m_use = new Button(tr("Use all that came with UpDesk"));
    for (const auto &[button, name, keys] : {std::tuple{m_use, "sequence.use", QKeySequence(Qt::CTRL | Qt::Key_Return)},
             std::tuple{m_open, "sequence.open", QKeySequence(Qt::Key_Return)},
             std::tuple{m_switch, "sequence.switch", QKeySequence(Qt::Key_Space)},
             std::tuple{m_new, "sequence.new", QKeySequence(Qt::Key_Insert)},
             std::tuple{m_copy, "sequence.copy", QKeySequence(Qt::CTRL | Qt::Key_D)}}) {
        button->setObjectName(QLatin1String(name));
        button->setKeys(keys);
        flow->addWidget(button);
    }
    m_copy->setAccessibleName(tr("Copy the sequence"));
    return bar;
}

QWidget *PlanScreen::makeList()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_about = new TextLabel(
        tr("Leads that come get the one for their kind and tier. Who is inside finishes the version they began."),
        Type::Body, Colour::Text2);
    m_about->setObjectName(QStringLiteral("sequence.about"));
    m_about->setWordWrap(true);
    m_about->setContentsMargins(kSpace16, 0, kSpace16, kSpace8);
    m_list->setObjectName(QStringLiteral("sequence.list"));
    m_list->setAccessibleName(tr("Sequences"));
    m_list->setItemDelegate(new PlanDelegate(m_list));
    column->addWidget(m_hint);
    column->addWidget(makeBar());
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
            open(QString(line->plan.key));
    };
    connect(m_list, &PlanTable::openWanted, this, openRow);
    connect(m_open, &Button::clicked, this, openRow);
    connect(m_list, &PlanTable::switchWanted, this, &PlanScreen::switchRow);
    connect(m_switch, &Button::clicked, this, &PlanScreen::switchRow);
    connect(m_new, &Button::clicked, this, [this] { begin({}); });
    connect(m_copy, &Button::clicked, this, &PlanScreen::copyRow);
    connect(m_use, &Button::clicked, this, &PlanScreen::useShipped);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PlanScreen::refreshList);
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

void PlanScreen::connectEditor()
{
    connect(m_editor, &PlanEditor::saveWanted, this, &PlanScreen::save);
    connect(m_editor, &PlanEditor::testWanted, this, &PlanScreen::test);
    connect(m_editor, &PlanEditor::switchWanted, this, [this](bool on) { switchOn(m_plan->key(), on); });
    connect(m_editor, &PlanEditor::templateWanted, this, &PlanScreen::templateWanted);
    connect(m_editor, &PlanEditor::failed, this, &PlanScreen::fail);
    connect(m_editor, &PlanEditor::told, this, [this](const QString &words) { Q_EMIT said(words, false); });
    connect(m_editor->results(), &ResultPanel::leadsWanted, this, &PlanScreen::showLeads);
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
    auto read = m_plan->key().isEmpty() ? Result<void>() : m_plan->refresh();
    if (!read && read.error().code == Error::Code::NotFound) { // its first version was taken back
        m_plan->close();
        if (isEditing())
            return showList();
        read = {};
    }
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

bool PlanScreen::mayChange() const
{
    const auto rules = m_session.rules();
    return rules && (*rules)->mayChangeRules(m_session.person());
}

void PlanScreen::refreshList()
{
    const bool may = mayChange(), any = m_rows->usesAny();
    const PlanLine *line = m_rows->line(m_list->row());
    m_reason->setWords(
        may ? QString() : tr("Only managers change sequences. You can look at them and test them on a lead."));
    m_open->setEnabled(line);
    m_switch->setText(line && line->active ? tr("Switch off") : tr("Switch on"));
    m_switch->setEnabled(may && line && line->number > 0);
    m_new->setEnabled(may);
    m_copy->setEnabled(may && line);
    m_use->setVisible(may && !m_rows->usesAll());
    m_use->setKind(any ? ButtonKind::Plain : ButtonKind::Primary); // what a new store needs first
    m_open->setKind(any || !may ? ButtonKind::Primary : ButtonKind::Plain);
    m_hint->setWords(m_rows->isAnyOn() ? QString()
            : any                      ? tr("All sequences are off: leads that come get calls by fixed rules.")
            : may
            ? tr("The store uses no sequence yet: leads get calls by fixed rules. Ctrl+Enter uses all below; change "
                 "them as you like.")
            : tr("The store uses no sequence yet: leads get calls by fixed rules. A manager can switch them on."));
    m_about->setVisible(m_rows->isAnyOn()); // else the banner says what is so
}

void PlanScreen::comeIn()
{
    m_pages->setCurrentWidget(m_editor);
    m_editor->comeForward();
    if (isVisible())
        m_editor->table()->setFocus(Qt::OtherFocusReason);
    Q_EMIT titleChanged();
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
    comeIn();
}

// Nothing is written before it is saved, and that is one deed.
void PlanScreen::begin(const QString &from)
{
    if (!mayChange())
        return Q_EMIT said(tr("Only managers add sequences."), false);
    if (m_plan->isChanged()) {
        Q_EMIT said(tr("“%1” has changes that are not saved yet.").arg(m_plan->plan().title), false);
        return comeIn();
    }
    if (const auto begun = m_plan->begin(from); !begun)
        return fail(begun.error());
    m_editor->opened();
    m_banner->setWords({});
    comeIn();
    m_editor->showName();
}

void PlanScreen::copyRow()
{
    if (const PlanLine *line = m_rows->line(m_list->row()))
        begin(QString(line->plan.key));
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
    Q_EMIT said(PlanWords::saved(done->number, done->active, bool(done->move)), true);
    if (done->move)
        Q_EMIT moveWanted(*done->move);
    return true;
}

void PlanScreen::showMoved(const PeopleMoved &moved)
{
    reload();
    Q_EMIT said(PlanWords::moved(moved), !moved.deeds.empty());
}

bool PlanScreen::mayLeave()
{
    if (!m_plan->isChanged())
        return true;
    const bool may = m_plan->mayEdit();
    Question question{tr("Save the changes to “%1”?").arg(m_plan->plan().title),
        tr("They are not saved yet. Leads go on in version %1 until they are.").arg(m_plan->number()),
        {tr("Save as version %1").arg(m_plan->nextNumber()), tr("Discard the changes")}};
    if (m_plan->isNew())
        question = {tr("Save the new sequence?"), tr("It is not saved yet, and no lead gets it until it is."),
            {tr("Save as version %1").arg(m_plan->nextNumber()), tr("Discard it")}};
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

void PlanScreen::showLeads(const ResultPick &pick, int count, const QString &about)
{
    if (!m_leads) {
        m_leads = new ResultSheet(m_session, window());
        connect(m_leads, &ResultSheet::leadWanted, this, &PlanScreen::leadWanted);
    }
    m_leads->openFor(pick, count, about);
}

QString PlanScreen::breadcrumb() const
{
    const QString title = m_plan->plan().title.isEmpty() ? tr("New sequence") : m_plan->plan().title;
    return isEditing() ? tr("/ %1").arg(title) : QString();
}

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

// What the list has beside opening and switching.
bool PlanScreen::isListKey(const QKeyEvent &event)
{
    const auto with = event.modifiers() & ~Qt::KeypadModifier;
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (with == Qt::NoModifier && event.key() == Qt::Key_Insert)
        begin({});
    else if (with == Qt::ControlModifier && event.key() == Qt::Key_D)
        copyRow();
    else if (with == Qt::ControlModifier && enter && !m_use->isHidden())
        useShipped();
    else
        return false;
    return true;
}

void PlanScreen::keyPressEvent(QKeyEvent *event)
{
    if (!isEditing() && isListKey(*event))
        return;
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
