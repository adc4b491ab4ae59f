// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/stepfields.h"

#include "ui/parts/button.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"
#include "ui/plans/planwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace updesk
{

static constexpr Channel kWays[] = {Channel::Phone, Channel::Text, Channel::Email};
static constexpr Outcome kBranchOutcomes[] = {
    Outcome::Voicemail, Outcome::NoAnswer, Outcome::WrongNumber, Outcome::CallBack};

static QComboBox *combo(const char *name, const QString &spoken)
{
    auto *box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(spoken);
    box->setProperty("bar", true);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    return box;
}

/// Two editors in one field; the first is the field's.
static QWidget *pair(QWidget *left, QWidget *right, int share)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSpace8);
    row->addWidget(left, 1);
    row->addWidget(right, share);
    box->setFocusProxy(left);
    return box;
}

StepFields::StepFields(PlanModel &plan, QWidget *parent)
    : QWidget(parent),
      m_plan(plan),
      m_way(new Segments(tr("Way"), {tr("Call"), tr("Text"), tr("Email")})),
      m_delay(new QLineEdit),
      m_anchor(combo("sequence.anchor", tr("Counted from"))),
      m_part(combo("sequence.part", tr("Part of the day"))),
      m_days(combo("sequence.days", tr("Days"))),
      m_by(combo("sequence.by", tr("Who"))),
      m_text(combo("sequence.text", tr("What is sent or said"))),
      m_against(combo("sequence.against", tr("Compared with"))),
      m_reached(new QCheckBox(tr("the customer was reached"))),
      m_noConsent(new QCheckBox(tr("no consent to texts"))),
      m_hasOther(new QCheckBox),
      m_noOther(new QCheckBox),
      m_acknowledges(new QCheckBox(tr("Only confirms the inquiry; no attempt"))),
      m_video(new QCheckBox(tr("With a video link for higher tiers"))),
      m_openText(new Button(tr("Open")))
{
    build();
    connectAll();
    write();
}

void StepFields::build()
{
    m_way->setObjectName(QStringLiteral("sequence.way"));
    m_delay->setObjectName(QStringLiteral("sequence.delay"));
    m_delay->setProperty("bar", true);
    m_delay->setMaxLength(24);
    m_delay->installEventFilter(this);
    for (QComboBox *box : {m_anchor, m_part, m_days, m_by, m_text, m_against})
        box->installEventFilter(this);
    m_openText->setInBar();
    m_openText->setObjectName(QStringLiteral("sequence.openText"));
    m_openText->setAccessibleName(tr("Open the template"));
    m_anchor->addItems({tr("after the start"), tr("after the step before")});
    for (const DayPart part : {DayPart::Any, DayPart::Morning, DayPart::Afternoon, DayPart::Evening, DayPart::Other})
        m_part->addItem(PlanWords::part(part));
    for (const DayChoice days : {DayChoice::Any, DayChoice::Weekday, DayChoice::Weekend, DayChoice::Other})
        m_days->addItem(PlanWords::days(days));
    m_by->addItems({tr("UpDesk by itself"), tr("A person"), tr("A person for higher tiers")});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    column->addWidget(m_way);
    m_delayField = new Field(tr("&When"), m_delay, LabelPlace::Beside);
    m_anchorField = new Field(QString(), m_anchor, LabelPlace::Beside);
    m_byField = new Field(tr("W&ho"), m_by, LabelPlace::Beside);
    m_textField = new Field(tr("Wh&at"), pair(m_text, m_openText, 0), LabelPlace::Beside);
    m_againstField = new Field(tr("Co&mpare with"), m_against, LabelPlace::Beside);
    m_branchField = new Field(tr("After the call"), makeBranches(), LabelPlace::Beside);
    for (QWidget *field : {static_cast<QWidget *>(m_delayField), static_cast<QWidget *>(m_anchorField),
             static_cast<QWidget *>(new Field(tr("&Part of the day"), pair(m_part, m_days, 1), LabelPlace::Beside)),
             static_cast<QWidget *>(m_byField), static_cast<QWidget *>(m_textField),
             static_cast<QWidget *>(m_againstField),
             static_cast<QWidget *>(new Field(tr("Skip if"), makeSkips(), LabelPlace::Beside)),
             static_cast<QWidget *>(m_branchField), static_cast<QWidget *>(m_acknowledges),
             static_cast<QWidget *>(m_video)})
        column->addWidget(field);
}

QWidget *StepFields::makeSkips()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace4);
    m_reached->setObjectName(QStringLiteral("sequence.skipReached"));
    m_noConsent->setObjectName(QStringLiteral("sequence.skipNoConsent"));
    m_acknowledges->setObjectName(QStringLiteral("sequence.acknowledges"));
    m_video->setObjectName(QStringLiteral("sequence.video"));
    column->addWidget(m_reached);
    m_hasOther->setObjectName(QStringLiteral("sequence.skipHasOther"));
    m_noOther->setObjectName(QStringLiteral("sequence.skipNoOther"));
    for (QCheckBox *one : {m_noConsent, m_hasOther, m_noOther})
        column->addWidget(one);
    return box;
}

QWidget *StepFields::makeBranches()
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kSpace8);
    grid->setVerticalSpacing(kSpace4);
    for (int i = 0; i < int(std::size(kBranchOutcomes)); ++i) {
        const QString words = PlanWords::outcome(kBranchOutcomes[i]);
        auto *choice = combo("", tr("After %1").arg(words));
        choice->setObjectName(QStringLiteral("sequence.branch%1").arg(i));
        auto *label = new TextLabel(words, Type::Body, Colour::Text2);
        label->setBuddy(choice);
        grid->addWidget(label, i, 0);
        grid->addWidget(choice, i, 1);
        choice->installEventFilter(this);
        m_branches.push_back(choice);
    }
    grid->setColumnStretch(1, 1);
    return box;
}

// A step asks about the way that it does not go itself.
static int hasOther(const PlanStep &step) { return step.channel == Channel::Email ? SkipHasPhone : SkipHasEmail; }
static int noOther(const PlanStep &step) { return step.channel == Channel::Email ? SkipNoPhone : SkipNoEmail; }

template <class Change>
void StepFields::change(const char *field, Change change)
{
    if (m_writing || !step())
        return;
    PlanStep changed = *step();
    change(changed);
    m_plan.setStep(m_step, changed, QLatin1String(field));
}

void StepFields::connectAll()
{
    connect(m_way, &Segments::chosen, this, &StepFields::chooseWay);
    connect(m_delay, &QLineEdit::textEdited, this, [this](const QString &typed) { m_plan.typeDelay(m_step, typed); });
    const auto chosen = [this](QComboBox *box, const char *field, auto set) {
        connect(box, &QComboBox::activated, this,
            [this, field, set](int at) { change(field, [&](PlanStep &to) { set(to, at); }); });
    };
    chosen(m_anchor, "anchor", [](PlanStep &to, int at) { to.anchor = Anchor(at); });
    chosen(m_part, "part", [](PlanStep &to, int at) { to.part = DayPart(at); });
    chosen(m_days, "days", [](PlanStep &to, int at) { to.days = DayChoice(at); });
    chosen(m_by, "by", [](PlanStep &to, int at) { to.by = StepBy(at); });
    chosen(m_text, "text", [this](PlanStep &to, int at) { to.text = m_text->itemData(at).toString(); });
    chosen(m_against, "against", [this](PlanStep &to, int at) { to.against = m_against->itemData(at).toString(); });
    const auto ticked = [this](QCheckBox *box, const char *field, auto set) {
        connect(box, &QCheckBox::clicked, this,
            [this, field, set](bool on) { change(field, [&](PlanStep &to) { set(to, on); }); });
    };
    const auto bit = [](PlanStep &to, int flag, bool on) { to.skipIf = on ? to.skipIf | flag : to.skipIf & ~flag; };
    ticked(m_reached, "skip", [bit](PlanStep &to, bool on) { bit(to, SkipReached, on); });
    ticked(m_noConsent, "skip", [bit](PlanStep &to, bool on) { bit(to, SkipNoTextConsent, on); });
    // A way that is both there and not is none.
    ticked(m_hasOther, "skip", [bit](PlanStep &to, bool on) {
        bit(to, noOther(to), false);
        bit(to, hasOther(to), on);
    });
    ticked(m_noOther, "skip", [bit](PlanStep &to, bool on) {
        bit(to, hasOther(to), false);
        bit(to, noOther(to), on);
    });
    ticked(m_acknowledges, "acknowledges", [](PlanStep &to, bool on) { to.acknowledges = on; });
    ticked(m_video, "video", [](PlanStep &to, bool on) { to.video = on; });
    for (int i = 0; i < int(m_branches.size()); ++i)
        connect(m_branches[std::size_t(i)], &QComboBox::activated, this, [this, i](int at) { chooseBranch(i, at); });
    connect(m_openText, &Button::clicked, this, [this] {
        if (step())
            Q_EMIT templateWanted(step()->text);
    });
}

const PlanStep *StepFields::step() const
{
    return m_step >= 0 && m_step < int(m_plan.plan().steps.size()) ? &m_plan.plan().steps[std::size_t(m_step)]
                                                                   : nullptr;
}

// Another way has other words: the first of them stands in until one is chosen.
void StepFields::chooseWay(int way)
{
    change("", [&](PlanStep &to) {
        to.channel = kWays[way];
        to.skipIf &= ~(to.channel == Channel::Email ? SkipHasEmail | SkipNoEmail : SkipHasPhone | SkipNoPhone);
        const auto choices = m_plan.choices(to.channel, m_language);
        to.text = choices.empty() ? QString() : choices.front().key;
        to.against.clear();
        if (to.channel != Channel::Phone)
            to.branches.clear();
        else
            to.by = StepBy::Person;
        if (to.channel == Channel::Phone)
            to.acknowledges = false;
    });
}

void StepFields::chooseBranch(int at, int choice)
{
    const int bit = 1 << int(kBranchOutcomes[at]);
    const QString go = m_branches[std::size_t(at)]->itemData(choice).toString();
    change("", [&](PlanStep &to) {
        for (PlanBranch &branch : to.branches)
            branch.outcomes &= ~bit;
        std::erase_if(to.branches, [](const PlanBranch &branch) { return branch.outcomes == 0; });
        if (go.isEmpty())
            return;
        const auto same = std::ranges::find(to.branches, go, &PlanBranch::go);
        if (same != to.branches.end())
            same->outcomes |= bit;
        else
            to.branches.push_back({bit, go});
    });
}

void StepFields::setStep(int at, const QString &language)
{
    m_step = at;
    m_language = language;
    write();
}

// A list that is open stays open while nothing in it changed.
static void setItems(QComboBox *box, const std::vector<PlanModel::Choice> &items, const QString &key)
{
    bool same = box->count() == int(items.size());
    for (int i = 0; same && i < box->count(); ++i)
        same =
            box->itemText(i) == items[std::size_t(i)].name && box->itemData(i).toString() == items[std::size_t(i)].key;
    if (!same) {
        box->clear();
        for (const PlanModel::Choice &one : items)
            box->addItem(one.name, one.key);
    }
    box->setCurrentIndex(box->findData(key));
}

static bool has(const std::vector<PlanModel::Choice> &items, const QString &key)
{
    return std::ranges::find(items, key, &PlanModel::Choice::key) != items.end();
}

// What is gone is shown all the same, so that it can be seen and changed.
void StepFields::writeTexts(const PlanStep &step)
{
    auto texts = m_plan.choices(step.channel, m_language);
    std::vector<PlanModel::Choice> others{{QString(), tr("nothing")}};
    for (const PlanModel::Choice &one : texts) {
        if (one.key != step.text)
            others.push_back(one);
    }
    if (!has(texts, step.text))
        texts.push_back({step.text, step.text});
    if (!has(others, step.against))
        others.push_back({step.against, step.against});
    setItems(m_text, texts, step.text);
    setItems(m_against, others, step.against);
    m_againstField->setNote(step.against.isEmpty() ? QString() : tr("Half of the leads get each."));
    m_openText->setVisible(step.channel != Channel::Phone);
}

void StepFields::writeBranches(const PlanStep &step)
{
    m_branchField->setVisible(step.channel == Channel::Phone);
    std::vector<PlanModel::Choice> usual{
        {QString(), tr("next step")}, {QStringLiteral("stop"), tr("the sequence ends")}};
    for (int later = m_step + 1; later < int(m_plan.plan().steps.size()); ++later) {
        const PlanStep &one = m_plan.plan().steps[std::size_t(later)];
        //: the number and name of a step
        usual.push_back({one.key, tr("%1: %2").arg(later + 1).arg(m_plan.nameOf(one.channel, one.text))});
    }
    for (std::size_t i = 0; i < m_branches.size(); ++i) {
        QString go;
        for (const PlanBranch &branch : step.branches) {
            if (go.isEmpty() && (branch.outcomes >> int(kBranchOutcomes[i]) & 1))
                go = branch.go;
        }
        auto items = usual;
        if (!has(items, go))
            items.push_back({go, tr("a step that is gone or comes before")});
        setItems(m_branches[i], items, go);
    }
}

void StepFields::writeSkips(const PlanStep &step)
{
    const bool mail = step.channel == Channel::Email;
    m_reached->setChecked(step.skipIf & SkipReached);
    m_noConsent->setChecked(step.skipIf & SkipNoTextConsent);
    m_noConsent->setVisible(step.channel == Channel::Text || (step.skipIf & SkipNoTextConsent));
    m_hasOther->setText(mail ? tr("the customer has a phone") : tr("the customer has an email address"));
    m_noOther->setText(mail ? tr("the customer has no phone") : tr("the customer has no email address"));
    m_hasOther->setChecked(step.skipIf & hasOther(step));
    m_noOther->setChecked(step.skipIf & noOther(step));
}

void StepFields::write()
{
    const PlanStep *now = step();
    setEnabled(now && m_plan.mayEdit());
    setVisible(now);
    if (!now)
        return;
    m_writing = true;
    const bool call = now->channel == Channel::Phone;
    m_way->setCurrent(call ? 0 : now->channel == Channel::Text ? 1 : 2);
    if (m_delay->text() != m_plan.delayTyped(m_step)
        && !(m_delay->hasFocus() && m_delay->isModified()
            && PlanWords::delayTyped(m_delay->text()) == std::optional(now->delay)))
        m_delay->setText(m_plan.delayTyped(m_step));
    m_anchor->setCurrentIndex(int(now->anchor));
    m_part->setCurrentIndex(int(now->part));
    m_days->setCurrentIndex(int(now->days));
    m_by->setCurrentIndex(int(now->by));
    m_by->setEnabled(!call);
    m_byField->setNote(call ? tr("A call is always made by a person.") : QString());
    writeTexts(*now);
    writeSkips(*now);
    m_acknowledges->setChecked(now->acknowledges);
    m_acknowledges->setVisible(!call);
    m_video->setChecked(now->video);
    m_video->setVisible(!call && (now->by != StepBy::Automatic || now->video)); // a person puts it in
    writeBranches(*now);
    writeErrors();
    m_writing = false;
}

void StepFields::writeErrors()
{
    using Part = PlanIssue::Part;
    for (const auto &[part, field] : {std::pair{Part::Delay, m_delayField}, std::pair{Part::Text, m_textField},
             std::pair{Part::Against, m_againstField}, std::pair{Part::Branch, m_branchField}}) {
        const PlanIssue *issue = m_plan.issueAt(m_step, part);
        const QString words = issue && issue->tone == PlanIssue::Tone::Blocks ? issue->words + u'.' : QString();
        field->setError(words);
        fieldOf(part)->setAccessibleDescription(words);
    }
    const PlanIssue *late = m_plan.issueAt(m_step, Part::Delay);
    m_delayField->setNote(late && late->tone == PlanIssue::Tone::Advice ? late->words + u'.' : QString());
}

QWidget *StepFields::first() const { return m_delay; }

QWidget *StepFields::fieldOf(PlanIssue::Part part) const
{
    return part == PlanIssue::Part::Text   ? static_cast<QWidget *>(m_text)
        : part == PlanIssue::Part::Against ? m_against
        : part == PlanIssue::Part::Branch  ? m_branches.front()
                                           : static_cast<QWidget *>(m_delay);
}

// One undo for all: the field's own would not know of the plan. And the wheel scrolls; it chooses nothing by the way.
bool StepFields::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    if (watched != m_delay || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return QWidget::eventFilter(watched, event);
    event->ignore(); // on to the screen
    return true;
}

} // namespace updesk
