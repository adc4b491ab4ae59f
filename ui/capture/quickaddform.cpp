// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/quickaddform.h"

#include "ui/parts/announce.h"
#include "ui/parts/nocalls.h"
#include "ui/parts/paint.h"
#include "ui/parts/sentence.h"
#include "ui/parts/spacing.h"

#include <QKeyEvent>
#include <QPainter>

namespace updesk
{
namespace
{

constexpr int kWidth = 1000;
constexpr int kFormWidth = 548;
constexpr int kTop = 120;
constexpr int kStackBelow = 760; // at text size 100 %: a narrower sheet shows the matches under the fields

/// The letter of the grade in its box.
class GradeMark final : public QWidget
{
public:
    explicit GradeMark(const QChar &letter) : m_letter(letter) { }
    QSize sizeHint() const override { return gradeSize(); }
    QSize minimumSizeHint() const override { return gradeSize(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QSize size = gradeSize();
        paintGrade(painter, QRect(QPoint(0, (height() - size.height()) / 2), size), m_letter);
    }

private:
    const QChar &m_letter;
};

} // namespace

QuickAddForm::QuickAddForm(Session &session, SavedDraft::Kind kind, QWidget *window)
    : SheetDialog(window),
      m_session(session),
      m_fields(new QuickAddFields(session, kind)),
      m_panel(new MatchPanel),
      m_error(new Banner(BannerTone::Bad, Icon::Warning)),
      m_body(new QWidget),
      m_split(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_grade(new QWidget),
      m_gradeWords(new TextLabel(QString(), Type::Body, Colour::Text2)),
      m_found(new TextLabel(QString(), Type::BodyMedium)),
      m_gradeLetter(u'C')
{
    m_draft.kind = kind;
    if (const auto rules = session.rules())
        m_words = CaptureWords(*rules);
    m_writer = [this](const LeadDraft &draft, const CaptureChoices &choices) {
        return capture(m_session, draft, choices);
    };
    m_autosave.setInterval(2000);
    m_second.setInterval(1000);
    connect(&m_autosave, &QTimer::timeout, this, &QuickAddForm::saveDraftNow);
    connect(&m_second, &QTimer::timeout, this, &QuickAddForm::refreshHead);
    build();
}

void QuickAddForm::build()
{
    setPanel(kWidth, kTop);
    setEscWords(tr("keeps the draft"));
    m_split->setContentsMargins(0, 0, 0, 0);
    m_split->setSpacing(0);
    m_split->addWidget(m_fields, kFormWidth);
    m_split->addWidget(m_panel, kWidth - kFormWidth);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_error);
    column->addLayout(m_split, 1);
    setBody(m_body);
    buildFoot();
    connect(m_fields, &QuickAddFields::edited, this, &QuickAddForm::changed);
    connect(m_fields, &QuickAddFields::fieldLeft, this, &QuickAddForm::saveDraftNow);
    connect(m_fields, &QuickAddFields::revealed, this, &QuickAddForm::place);
    connect(m_panel, &MatchPanel::picked, this, &QuickAddForm::choose);
    connect(m_panel, &MatchPanel::noCallsWanted, this, &QuickAddForm::stopCalls);
    m_body->installEventFilter(this);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        stack();
        place();
    });
    for (QWidget *stop : findChildren<QWidget *>()) {
        if (stop->focusPolicy() & Qt::TabFocus)
            stop->installEventFilter(this);
    }
}

void QuickAddForm::buildFoot()
{
    auto *grade = new QHBoxLayout(m_grade);
    grade->setContentsMargins(0, 0, 0, 0);
    grade->setSpacing(kSpace12);
    grade->addWidget(new GradeMark(m_gradeLetter), 0, Qt::AlignVCenter);
    grade->addWidget(m_gradeWords, 1);
    m_gradeWords->setObjectName(QStringLiteral("quickadd.grade"));
    m_gradeWords->setWordWrap(true);
    m_newPerson = new Button(tr("Ne&w person"));
    m_newPerson->setObjectName(QStringLiteral("quickadd.new"));
    m_newPerson->setKeys(QKeySequence(Qt::ALT | Qt::Key_0));
    m_newPerson->setCheckable(true);
    m_save =
        new Button(kind() == SavedDraft::Kind::WalkIn ? tr("A&dd walk-in") : tr("A&dd phone-up"), ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("quickadd.save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_save->setAccessibleDescription(tr("Ctrl+Shift+Enter adds and opens the lead"));
    connect(m_newPerson, &Button::clicked, this, &QuickAddForm::chooseNewPerson);
    connect(m_save, &Button::clicked, this, [this] { save(After::Close); });
    m_found->setObjectName(QStringLiteral("quickadd.found"));
    m_found->setAccessibleName(tr("Already here?"));
    foot()->addWidget(m_grade, 1);
    foot()->addWidget(m_found);
    foot()->addStretch();
    foot()->addWidget(m_newPerson);
    foot()->addWidget(m_save);
}

// As they read, but what is rarely used comes after the save button: three tabs reach the vehicle, six save.
void QuickAddForm::orderStops()
{
    std::vector<QWidget *> all = m_fields->stops();
    all.push_back(m_save);
    all.push_back(m_newPerson);
    const auto rare = m_fields->stopsAfterSave();
    all.insert(all.end(), rare.begin(), rare.end());
    for (size_t i = 1; i < all.size(); ++i)
        setTabOrder(all[i - 1], all[i]);
}

void QuickAddForm::setByHand(Writer writer)
{
    m_byHand = true;
    m_writer = std::move(writer);
    m_fields->setByHand();
    m_save->setText(tr("A&dd lead"));
    setEscWords(tr("leaves it in the list"));
}

void QuickAddForm::begin(const LeadDraft &known)
{
    m_draft.id = newId(m_session.now());
    m_draft.person = m_session.person();
    m_draft.begun = m_session.now();
    m_fields->loadChoices();
    m_fields->start(known);
    show(nullptr);
}

void QuickAddForm::resume(const SavedDraft &draft)
{
    m_draft = draft;
    m_inStore = true;
    m_fields->loadChoices();
    show(&draft.fields);
}

void QuickAddForm::show(const QJsonObject *fields)
{
    refreshHead();
    stack();
    openSheet(m_fields->firstField());
    orderStops();
    if (fields) {
        m_fields->restore(*fields);
        m_isNewPerson = (*fields)[QLatin1String("newPerson")].toBool();
        m_newPerson->setChecked(m_isNewPerson);
    }
    refreshMatches();
    if (fields) {
        const QString chosen = (*fields)[QLatin1String("customer")].toString();
        for (const PossibleMatch &match : m_matches) {
            if (!chosen.isEmpty() && QString::fromLatin1(match.customer.value.hex()) == chosen)
                m_chosen = match;
        }
        refreshMatches();
    }
    m_unsaved = false;
    place();
    m_autosave.start();
    if (kind() == SavedDraft::Kind::PhoneUp && !m_byHand)
        m_second.start();
}

void QuickAddForm::refreshHead()
{
    const QString since = m_words.timeOfDay(m_draft.begun);
    if (m_byHand) {
        setHead(tr("Make a lead"), tr("from what could not be read"), Icon::Edit);
        return;
    }
    if (kind() == SavedDraft::Kind::WalkIn) {
        setHead(tr("Walk-in"), tr("arrived %1").arg(since), Icon::WalkIn);
        return;
    }
    setHead(tr("Phone-up"),
        tr("called %1, %2 on the phone").arg(since, CaptureWords::callLength(m_session.now() - m_draft.begun)),
        Icon::PhoneUp);
}

void QuickAddForm::changed()
{
    m_unsaved = true;
    m_error->setWords({});
    refreshMatches();
}

const PossibleMatch *QuickAddForm::chosenMatch() const { return m_chosen.customer.isNull() ? nullptr : &m_chosen; }

void QuickAddForm::refreshMatches()
{
    const LeadDraft draft = m_fields->draft();
    auto found = possibleMatches(m_session, draft);
    m_matches = found ? std::move(*found) : std::vector<PossibleMatch>{};
    if (!found)
        m_error->setWords(sentence(found.error()));
    // Who was chosen stays in sight, whatever is typed after.
    const auto isChosen = [this](const PossibleMatch &match) { return match.customer == m_chosen.customer; };
    if (chosenMatch() && std::ranges::none_of(m_matches, isChosen))
        m_matches.insert(m_matches.begin(), m_chosen);
    const bool typed = !draft.full.isEmpty() || !draft.phones.empty() || !draft.emails.empty();
    m_panel->setMatches(m_matches, m_chosen.customer, m_words, m_session.now(), typed);
    m_panel->setFoot(m_isNewPerson ? tr("Saved as a new person. Alt+0 takes this back.")
                                   : tr("Using a customer adds the visit and keeps the owner."));
    showFound();
    refreshGrade();
}

// Matches that stand below what the window shows are counted where they are seen.
void QuickAddForm::showFound()
{
    const bool below = m_split->direction() == QBoxLayout::TopToBottom;
    m_found->setText(MatchPanel::tr("%n found", nullptr, int(m_matches.size())));
    m_found->setToolTip(tr("Alt+1 uses the first"));
    m_found->setVisible(below && !m_matches.empty());
}

void QuickAddForm::refreshGrade()
{
    const GradeResult now = m_fields->gradeNow(chosenMatch());
    m_gradeLetter = QChar(u'A' + int(now.grade) - int(Grade::A));
    m_gradeWords->setText(CaptureWords::gradeLine(now));
    m_grade->update();
}

// What was typed into the form stays.
void QuickAddForm::stopCalls(int index)
{
    if (index < 0 || index >= int(m_matches.size()))
        return;
    const PossibleMatch &match = m_matches[size_t(index)];
    NoCalls::stop(this, m_session, match.customer, match.name,
        [this](const QString &words, bool undoable) { Q_EMIT stopped(words, undoable); });
}

void QuickAddForm::choose(int index)
{
    if (index < 0 || index >= int(m_matches.size()))
        return;
    m_chosen = m_matches[size_t(index)];
    m_isNewPerson = false;
    m_newPerson->setChecked(false);
    m_unsaved = true;
    refreshMatches();
    announce(m_panel, tr("%1 is used. The visit is added and the owner stays.").arg(m_chosen.name));
}

void QuickAddForm::chooseNewPerson()
{
    m_isNewPerson = !m_isNewPerson;
    m_chosen = {};
    m_newPerson->setChecked(m_isNewPerson);
    m_unsaved = true;
    refreshMatches();
}

void QuickAddForm::save(After after)
{
    m_fields->leaveAll();
    if (m_fields->name().isEmpty() && !chosenMatch()) {
        m_fields->showNothingToSave();
        place();
        return;
    }
    LeadDraft draft = m_fields->draft();
    CaptureChoices choices;
    choices.keyed = true;
    choices.customer = m_chosen.customer;
    choices.newPerson = m_isNewPerson;
    if (m_byHand) {
        choices.owner = kind() == SavedDraft::Kind::WalkIn ? m_fields->owner() : PersonId{};
    } else {
        draft.received = m_draft.begun;
        choices.owner = m_fields->owner();
        choices.appointment = m_fields->appointment();
        if (kind() == SavedDraft::Kind::PhoneUp)
            choices.callSeconds = int(std::max<Time>(0, m_session.now() - m_draft.begun) / kSecond);
    }
    const auto captured = m_writer(draft, choices);
    if (!captured) {
        saveDraftNow();
        m_error->setWords(sentence(captured.error()));
        place();
        return;
    }
    m_done = true;
    m_autosave.stop();
    m_second.stop();
    if (m_inStore && !dropDraft(m_session, m_draft.id))
        qWarning("a saved form is still among the drafts");
    const QString who = chosenMatch() && !m_chosen.name.isEmpty() ? m_chosen.name : m_fields->name();
    closeSheet();
    Q_EMIT saved(*captured, m_words.saved(*captured, draft.type, who, m_session.person()));
    if (after == After::OpenLead)
        Q_EMIT openLead(captured->lead);
}

void QuickAddForm::saveDraftNow()
{
    if (!m_unsaved || m_done || m_byHand || !isOpen())
        return;
    if (m_fields->isBlank()) {
        m_unsaved = false;
        if (m_inStore && dropDraft(m_session, m_draft.id))
            m_inStore = false;
        return;
    }
    m_draft.fields = m_fields->fields();
    if (chosenMatch())
        m_draft.fields[QStringLiteral("customer")] = QString::fromLatin1(m_chosen.customer.value.hex());
    if (m_isNewPerson)
        m_draft.fields[QStringLiteral("newPerson")] = true;
    if (const auto kept = saveDraft(m_session, m_draft); !kept) {
        m_error->setWords(tr("Could not keep the draft. What you typed is still here. Save the form soon."));
        return;
    }
    m_inStore = true;
    m_unsaved = false;
}

void QuickAddForm::keep()
{
    m_unsaved = true; // the cursor may have moved
    saveDraftNow();
    m_done = true;
    m_autosave.stop();
    m_second.stop();
    closeSheet();
    Q_EMIT kept(m_inStore ? m_words.kept(m_draft.kind, m_draft.begun) : QString());
}

void QuickAddForm::escape() { keep(); }

bool QuickAddForm::takeKey(QKeyEvent *event)
{
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool doIt = event->type() == QEvent::KeyPress;
    if (enter && (held == Qt::ControlModifier || held == (Qt::ControlModifier | Qt::ShiftModifier))) {
        if (doIt)
            save(held & Qt::ShiftModifier ? After::OpenLead : After::Close);
        return true;
    }
    if (held != Qt::AltModifier || event->key() < Qt::Key_0 || event->key() > Qt::Key_8)
        return false;
    if (doIt && event->key() == Qt::Key_0)
        chooseNewPerson();
    else if (doIt)
        choose(event->key() - Qt::Key_1);
    return true;
}

// Before any shortcut of the window: Alt+1 is a saved view of the queue behind the form.
bool QuickAddForm::eventFilter(QObject *watched, QEvent *event)
{
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (key && watched != parentWidget() && takeKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    if (watched == m_body && event->type() == QEvent::LayoutRequest && isOpen())
        place(); // a field or an error came or went
    return SheetDialog::eventFilter(watched, event);
}

void QuickAddForm::stack()
{
    const int width = std::min(scaled(kWidth), parentWidget()->width() - 2 * kSpace16);
    const bool narrow = width < scaled(kStackBelow);
    m_split->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_split->setStretch(0, narrow ? 0 : kFormWidth);
    m_split->setStretch(1, narrow ? 0 : kWidth - kFormWidth);
    m_body->setMinimumHeight(narrow ? 0 : scaled(348));
    // No room beside the buttons: the grade stands under the matches.
    if (narrow && !m_body->isAncestorOf(m_grade))
        m_body->layout()->addWidget(m_grade);
    else if (!narrow && m_body->isAncestorOf(m_grade))
        foot()->insertWidget(0, m_grade, 1);
    const int side = narrow ? kSpace24 : 0;
    m_grade->setContentsMargins(side, narrow ? kSpace12 : 0, side, narrow ? kSpace12 : 0);
    showFound();
}

void QuickAddForm::resizeEvent(QResizeEvent *event)
{
    stack();
    SheetDialog::resizeEvent(event);
}

} // namespace updesk
