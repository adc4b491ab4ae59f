// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/quickaddfields.h"

#include "core/leads/timephrase.h"
#include "core/people/phonenumber.h"
#include "ui/capture/fieldchecks.h"
#include "ui/capture/hintcombo.h"
#include "ui/capture/plusbutton.h"
#include "ui/capture/vehiclebox.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/spacing.h"

#include <QVBoxLayout>
#include <QBoxLayout>
#include <QEvent>
#include <QFocusEvent>
#include <QGridLayout>

namespace updesk
{

static constexpr int kMostPhone = 200; // two numbers with labels fit, a pasted book does not
static constexpr int kMostName = 100;
static constexpr int kMostLine = 300;
static constexpr int kMostNote = 4000;

QuickAddFields::QuickAddFields(Session &session, SavedDraft::Kind kind, QWidget *parent)
    : QWidget(parent),
      m_session(session),
      m_kind(kind),
      m_phone(new QLineEdit),
      m_first(new QLineEdit),
      m_last(new QLineEdit),
      m_email(new QLineEdit),
      m_trade(new QLineEdit),
      m_asked(kind == SavedDraft::Kind::PhoneUp ? new QLineEdit : nullptr),
      m_appointment(kind == SavedDraft::Kind::PhoneUp ? new QLineEdit : nullptr),
      m_vehicle(new VehicleBox),
      m_source(new HintCombo),
      m_rep(kind == SavedDraft::Kind::WalkIn ? new HintCombo : nullptr),
      m_when(new HintCombo),
      m_note(new QPlainTextEdit),
      m_consent(new QCheckBox(tr("Said &yes to texts"))),
      m_phoneField(nullptr),
      m_appointmentField(nullptr),
      m_plusRow(new QWidget)
{
    if (const auto rules = session.rules())
        m_rules = *rules;
    m_words = CaptureWords(m_rules);
    build();
}

void QuickAddFields::addEdit(QLineEdit *edit, const char *name, int most)
{
    edit->setObjectName(QStringLiteral("quickadd.") + QLatin1String(name));
    edit->setMaxLength(most);
    edit->installEventFilter(this);
    connect(edit, &QLineEdit::textChanged, this, [this, edit] {
        recheck(edit);
        Q_EMIT edited();
    });
}

void QuickAddFields::addField(QVBoxLayout *column, Field *field)
{
    if (QLineEdit *edit = field->edit())
        edit->setAccessibleName(edit->accessibleName());
    column->addWidget(field);
}

void QuickAddFields::build()
{
    addEdit(m_phone, "phone", kMostPhone);
    addEdit(m_first, "first", kMostName);
    addEdit(m_last, "last", kMostName);
    addEdit(m_vehicle, "vehicle", 120);
    connect(m_vehicle, &VehicleBox::taken, this, &QuickAddFields::edited);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kSpace24, kSpace16, kSpace24, kSpace16);
    column->setSpacing(10);
    const bool walkIn = m_kind == SavedDraft::Kind::WalkIn;
    m_phoneField = new Field(walkIn ? tr("&Mobile phone") : tr("&Phone"), m_phone, LabelPlace::Beside);
    addField(column, m_phoneField);
    auto *names = new QWidget;
    auto *pair = new QHBoxLayout(names);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(kSpace8);
    pair->addWidget(m_first);
    pair->addWidget(m_last);
    names->setFocusProxy(m_first);
    m_first->setAccessibleName(tr("First name"));
    m_last->setAccessibleName(tr("Last name"));
    addField(column, new Field(tr("&First, last"), names, LabelPlace::Beside));
    addField(column, new Field(tr("L&ooking at"), m_vehicle, LabelPlace::Beside));
    if (!walkIn) {
        addEdit(m_asked, "asked", kMostLine);
        addEdit(m_appointment, "appt", kMostLine);
        m_appointment->setPlaceholderText(tr("sat 10, tomorrow 5pm"));
        addField(column, new Field(tr("&Asked"), m_asked, LabelPlace::Beside));
        m_appointmentField = new Field(tr("Appo&intment"), m_appointment, LabelPlace::Beside);
        addField(column, m_appointmentField);
    }
    m_source->setObjectName(QStringLiteral("quickadd.source"));
    m_source->installEventFilter(this);
    addField(column, new Field(tr("&Came from"), m_source, LabelPlace::Beside));
    connect(m_source, &QComboBox::currentIndexChanged, this, &QuickAddFields::edited);
    if (m_rep) {
        m_rep->setObjectName(QStringLiteral("quickadd.rep"));
        m_rep->installEventFilter(this);
        connect(m_rep, &QComboBox::currentIndexChanged, this, &QuickAddFields::edited);
        addField(column, new Field(tr("&Salesperson"), m_rep, LabelPlace::Beside));
    }
    buildExtras(column);
    column->addStretch();
}

// A label's width of space before what has no label of its own.
static QHBoxLayout *indented(QWidget *widget)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *gap = new QWidget;
    const auto fit = [gap] { gap->setFixedWidth(scaled(120) + kSpace12); };
    fit();
    QObject::connect(themeChanges(), &ThemeChanges::changed, gap, fit);
    row->addWidget(gap);
    row->addWidget(widget, 1);
    return row;
}

void QuickAddFields::buildExtras(QVBoxLayout *column)
{
    const bool walkIn = m_kind == SavedDraft::Kind::WalkIn;
    addEdit(m_email, "email", kMostLine);
    addEdit(m_trade, "trade", kMostLine);
    m_trade->setPlaceholderText(tr("2019 Honda Civic EX"));
    m_note->setObjectName(QStringLiteral("quickadd.note"));
    m_note->setTabChangesFocus(true);
    m_note->installEventFilter(this);
    const auto fit = [this] { m_note->setFixedHeight(3 * lineHeight(Type::Body) + scaled(8)); };
    fit();
    connect(themeChanges(), &ThemeChanges::changed, m_note, fit);
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        if (m_note->document()->characterCount() > kMostNote + 1)
            m_note->setPlainText(m_note->toPlainText().left(kMostNote));
        Q_EMIT edited();
    });
    m_when->setObjectName(QStringLiteral("quickadd.when"));
    m_when->installEventFilter(this);
    connect(m_when, &QComboBox::currentIndexChanged, this, &QuickAddFields::edited);
    m_consent->setObjectName(QStringLiteral("quickadd.consent"));
    m_consent->installEventFilter(this);
    connect(m_consent, &QCheckBox::toggled, this, &QuickAddFields::edited);
    m_extras[Extra::Email] = new Field(tr("&Email"), m_email, LabelPlace::Beside);
    m_extras[Extra::Trade] = new Field(tr("&Trade"), m_trade, LabelPlace::Beside);
    m_extras[Extra::When] = new Field(tr("When &buying"), m_when, LabelPlace::Beside);
    m_note->setFrameShape(QFrame::NoFrame);
    m_note->setAccessibleName(tr("Note"));
    m_extras[Extra::Note] = new Field(tr("&Note"), new EditorBox(m_note), LabelPlace::Beside);
    m_plusGrid = new QGridLayout(m_plusRow);
    m_plusGrid->setContentsMargins(0, 0, 0, 0);
    m_plusGrid->setSpacing(kSpace8);
    const auto add = [&](Extra extra, const QString &words, const char *name) {
        auto *button = new PlusButton(words);
        button->setObjectName(QLatin1String(name));
        button->installEventFilter(this);
        connect(button, &PlusButton::clicked, this, [this, extra] { reveal(extra, true); });
        m_plus[extra] = button;
    };
    add(Extra::Email, tr("&Email"), "quickadd.plusEmail");
    add(Extra::Trade, tr("&Trade"), "quickadd.plusTrade");
    if (walkIn)
        add(Extra::Note, tr("&Note"), "quickadd.plusNote");
    add(Extra::When, tr("When &buying"), "quickadd.plusWhen");
    placePlus();
    connect(themeChanges(), &ThemeChanges::changed, this, &QuickAddFields::placePlus);
    if (!walkIn)
        column->addLayout(indented(m_consent));
    for (const auto &[extra, field] : m_extras) {
        column->addWidget(field);
        if (walkIn || extra != Extra::Note)
            field->hide();
    }
    column->addLayout(indented(m_plusRow));
    if (walkIn)
        column->addLayout(indented(m_consent));
}

// One row, or two columns where large text leaves no room for it.
void QuickAddFields::placePlus()
{
    const int across = textSize() > 130 ? 2 : 4;
    int at = 0;
    for (const auto &[extra, button] : m_plus) {
        if (button->isHidden() && button->testAttribute(Qt::WA_WState_ExplicitShowHide))
            continue;
        m_plusGrid->addWidget(button, at / across, at % across, Qt::AlignLeft);
        ++at;
    }
    for (int column = 0; column < 5; ++column)
        m_plusGrid->setColumnStretch(column, column == 4 ? 1 : 0);
}

void QuickAddFields::loadChoices()
{
    if (auto rows = stockRows(m_session.database()))
        m_vehicle->setStock(std::move(*rows));
    const QString usual = m_kind == SavedDraft::Kind::WalkIn ? QStringLiteral("Drive by") : QStringLiteral("Phone");
    const QSignalBlocker quietSource(m_source);
    QStringList names;
    for (const Source &source : m_rules ? m_rules->sources : std::vector<Source>{}) {
        if (source.active)
            names << source.name;
    }
    names.sort(Qt::CaseInsensitive);
    if (!names.contains(usual))
        names.prepend(usual);
    m_source->addItems(names);
    m_source->setCurrentText(usual);
    const QSignalBlocker quietWhen(m_when);
    m_when->addItem(tr("Not said"), -1);
    m_when->addItem(tr("Within a week"), 7);
    m_when->addItem(tr("Within 30 days"), 30);
    m_when->addItem(tr("Within 90 days"), 90);
    m_when->addItem(tr("Just looking"), 365);
    if (!m_rep || !m_rules)
        return;
    const QSignalBlocker quietRep(m_rep);
    LeadDraft up;
    up.type = LeadType::WalkIn;
    up.source = usual;
    const auto routed = nextUp(m_session, up);
    const Person *next = routed ? m_rules->person(routed->person) : nullptr;
    const auto read = busyAt(m_session.database(), m_session.now());
    const BusyPeople busy = read ? *read : BusyPeople{};
    const DeskWords words(m_rules);
    m_rep->addItem(next ? words.offered(*next, busy) : tr("Nobody is next up"), QString());
    m_rep->setHint(0, next ? tr("next up") : QString());
    for (const Person &person : m_rules->people) {
        if (person.active && person.role != Role::Advisor && person.role != Role::Admin)
            m_rep->addItem(words.offered(person, busy), QString::fromLatin1(person.id.value.hex()));
    }
}

void QuickAddFields::start(const LeadDraft &known)
{
    m_known = known;
    const QSignalBlocker quiet(this);
    if (!known.phones.empty())
        m_phone->setText(known.phones.front().e164.isEmpty() ? known.phones.front().typed
                                                             : m_words.phone(known.phones.front().e164));
    m_first->setText(known.first.isEmpty() && known.last.isEmpty() ? known.full : known.first);
    m_last->setText(known.last);
    if (!known.wants.empty())
        m_vehicle->setVehicle(known.wants.front());
    if (!known.emails.empty()) {
        m_email->setText(
            known.emails.front().address.isEmpty() ? known.emails.front().typed : known.emails.front().address);
        reveal(Extra::Email, false);
    }
    if (!known.comments.isEmpty()) {
        m_note->setPlainText(known.comments);
        reveal(Extra::Note, false);
    }
    if (!known.source.isEmpty()) {
        if (m_source->findText(known.source) < 0)
            m_source->addItem(known.source);
        m_source->setCurrentText(known.source);
    }
}

void QuickAddFields::reveal(Extra extra, bool focus)
{
    Field *field = m_extras[extra];
    field->show();
    if (const auto plus = m_plus.find(extra); plus != m_plus.end())
        plus->second->hide();
    placePlus();
    const bool any = std::ranges::any_of(m_plus, [](const auto &one) { return !one.second->isHidden(); });
    m_plusRow->setVisible(any);
    if (focus) {
        Q_EMIT revealed();
        field->editor()->setFocus(Qt::OtherFocusReason);
    }
}

std::vector<QWidget *> QuickAddFields::stops() const
{
    std::vector<QWidget *> all{m_phone, m_first, m_last, m_vehicle};
    if (m_rep)
        all.insert(all.end(), {m_source, m_rep, m_email, m_trade, m_when, m_note});
    else
        all.insert(all.end(), {m_asked, m_appointment, m_source, m_consent, m_email, m_trade, m_when, m_note});
    return all;
}

std::vector<QWidget *> QuickAddFields::stopsAfterSave() const
{
    std::vector<QWidget *> all;
    for (const auto &[extra, button] : m_plus)
        all.push_back(button);
    if (m_rep)
        all.push_back(m_consent);
    return all;
}

QString QuickAddFields::region() const { return m_rules ? m_rules->dealership.region : QString(); }

bool QuickAddFields::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::PopupFocusReason) {
        leave(qobject_cast<QWidget *>(watched));
        Q_EMIT fieldLeft();
    }
    return QWidget::eventFilter(watched, event);
}

void QuickAddFields::leave(QWidget *editor)
{
    if (editor == m_phone) {
        const QString formatted = formattedPhones(m_phone->text(), region());
        if (formatted != m_phone->text()) {
            const int at = m_phone->cursorPosition();
            m_phone->setText(formatted);
            m_phone->setCursorPosition(std::min(at, int(formatted.size())));
        }
        checkPhone();
    } else if (editor == m_email) {
        checkEmail();
    } else if (m_appointment && editor == m_appointment) {
        checkAppointment();
    }
}

void QuickAddFields::leaveAll()
{
    leave(m_phone);
    leave(m_email);
    if (m_appointment)
        leave(m_appointment);
}

void QuickAddFields::recheck(QWidget *editor)
{
    if (editor == m_phone && !m_phoneField->error().isEmpty())
        checkPhone();
    else if (m_phoneField && m_nothing && !name().isEmpty())
        checkPhone(); // "type a name ..." goes as soon as there is one
    if (editor == m_email && !m_extras[Extra::Email]->error().isEmpty())
        checkEmail();
    if (m_appointment && editor == m_appointment) {
        if (!m_appointmentField->error().isEmpty())
            checkAppointment();
        else
            m_appointmentField->setNote({});
    }
}

void QuickAddFields::checkPhone()
{
    m_nothing = false;
    m_phoneField->setError(phoneComplaint(m_phone->text(), region()));
}

void QuickAddFields::checkEmail() { m_extras[Extra::Email]->setError(emailComplaint(m_email->text())); }

void QuickAddFields::checkAppointment()
{
    m_appointmentField->setError({});
    m_appointmentField->setNote({});
    if (m_appointment->text().trimmed().isEmpty() || !m_rules)
        return;
    const auto read = readTimePhrase(m_appointment->text(), m_rules->showroom, m_session.now());
    if (!read) {
        m_appointmentField->setError(read.error().subject == QLatin1String("past")
                ? tr("Kept as a note. This time is over.")
                : tr("Kept as a note. Type a day and a time, like sat 10 or 3/14 5pm."));
        return;
    }
    m_appointmentField->setNote(read->closed ? tr("%1. The store is closed then.").arg(m_words.dayAndTime(read->at))
                                             : m_words.dayAndTime(read->at));
}

void QuickAddFields::showNothingToSave()
{
    m_nothing = true;
    m_phoneField->setError(tr("Type a name, a phone or an email, then save."));
    m_phone->setFocus(Qt::OtherFocusReason);
}

} // namespace updesk
