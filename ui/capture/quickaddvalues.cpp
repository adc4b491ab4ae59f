// SPDX-License-Identifier: GPL-3.0-or-later
// What the fields hold: as a draft of a lead, and as the words of a half-typed form.
#include "core/intake/wishes.h"
#include "core/leads/timephrase.h"
#include "core/people/emailaddress.h"
#include "core/people/phonenumber.h"
#include "ui/capture/fieldchecks.h"
#include "ui/capture/hintcombo.h"
#include "ui/capture/quickaddfields.h"
#include "ui/capture/vehiclebox.h"

#include <QApplication>

namespace updesk
{

static void addLine(QString &text, const QString &line)
{
    if (line.isEmpty())
        return;
    if (!text.isEmpty())
        text += u'\n';
    text += line;
}

LeadDraft QuickAddFields::draft() const
{
    LeadDraft draft = m_known;
    const bool walkIn = m_kind == SavedDraft::Kind::WalkIn;
    if (!m_byHand)
        draft.type = walkIn ? LeadType::WalkIn : LeadType::Phone;
    draft.first = m_first->text().simplified();
    draft.last = m_last->text().simplified();
    draft.full = QString(draft.first + u' ' + draft.last).trimmed();
    draft.phones.clear();
    if (const QString phone = m_phone->text().trimmed(); !phone.isEmpty())
        draft.phones.push_back({phone, {}, {}, walkIn ? PhoneKind::Mobile : PhoneKind::Unknown});
    draft.emails.clear();
    if (const QString mail = m_email->text().trimmed(); !mail.isEmpty())
        draft.emails.push_back({mail, {}});
    draft.source = m_source->currentText();
    draft.wants.clear();
    if (const auto vehicle = m_vehicle->vehicle())
        draft.wants.push_back(*vehicle);
    draft.trades.clear();
    if (!m_trade->text().trimmed().isEmpty()) {
        draft.trades.push_back(vehicleTyped(m_trade->text(), m_vehicle->stock()));
        draft.trades.back().interest = Interest::TradeIn;
    }
    if (m_when->currentData().toInt() > 0) {
        draft.timeframeDays = m_when->currentData().toInt();
        draft.timeframeWords = m_when->currentText();
    }
    draft.textConsent = m_consent->isChecked();
    draft.comments = m_asked ? m_asked->text().simplified() : QString();
    if (!draft.comments.isEmpty())
        draft.asks |= AskOther;
    readSpokenWishes(draft, QString(draft.comments + u'\n' + m_note->toPlainText()).trimmed());
    if (appointment() > 0)
        draft.asks |= AskVisit;
    if (draft.asks != AskOther)
        draft.asks &= ~AskOther;
    if (m_appointment && appointment() == 0 && !m_appointment->text().trimmed().isEmpty())
        addLine(draft.comments, tr("Appointment: %1").arg(m_appointment->text().simplified()));
    addLine(draft.comments, m_note->toPlainText().trimmed());
    return draft;
}

PersonId QuickAddFields::owner() const
{
    if (!m_rep)
        return m_session.person();
    const QByteArray hex = m_rep->currentData().toString().toLatin1();
    const auto id = Id::fromHex(std::string_view(hex.constData(), size_t(hex.size())));
    return {id.value_or(Id{})};
}

Time QuickAddFields::appointment() const
{
    if (!m_appointment || !m_rules || m_appointment->text().trimmed().isEmpty())
        return 0;
    const auto read = readTimePhrase(m_appointment->text(), m_rules->showroom, m_session.now());
    return read ? read->at : 0;
}

QString QuickAddFields::name() const
{
    const QString full = QString(m_first->text() + u' ' + m_last->text()).simplified();
    if (!full.isEmpty())
        return full;
    return m_phone->text().trimmed().isEmpty() ? m_email->text().trimmed() : formattedPhones(m_phone->text(), region());
}

bool QuickAddFields::isBlank() const
{
    for (const QLineEdit *edit :
        {m_phone, m_first, m_last, static_cast<QLineEdit *>(m_vehicle), m_email, m_trade, m_asked, m_appointment}) {
        if (edit && !edit->text().trimmed().isEmpty())
            return false;
    }
    return m_note->toPlainText().trimmed().isEmpty() && !m_consent->isChecked() && m_when->currentIndex() <= 0;
}

GradeResult QuickAddFields::gradeNow(const PossibleMatch *chosen) const
{
    const LeadDraft typed = draft();
    const auto readable = [](const auto &all, auto member) {
        return std::ranges::any_of(all, [&](const auto &one) { return !(one.*member).isEmpty(); });
    };
    const auto phones = phonesIn(m_phone->text(), region());
    const auto mails = emailsIn(m_email->text());
    GradeFacts facts;
    facts.hasName = !typed.full.isEmpty() || (chosen && !chosen->name.isEmpty());
    facts.usablePhone = readable(phones, &PhoneNumber::e164) || (chosen && chosen->phone.startsWith(u'+'));
    facts.usableEmail = readable(mails, &EmailDraft::address) || (chosen && chosen->email.contains(u'@'));
    facts.anyContact = facts.usablePhone || facts.usableEmail || !typed.phones.empty() || !typed.emails.empty();
    facts.badPhone = !typed.phones.empty() && !readable(phones, &PhoneNumber::e164);
    if (!typed.wants.empty()) {
        const VehicleDraft &vehicle = typed.wants.front();
        facts.specificVehicle =
            !vehicle.stock.isEmpty() || !vehicle.vin.isEmpty() || (!vehicle.make.isEmpty() && !vehicle.model.isEmpty());
        facts.vehicleWords = true;
    }
    facts.timeframeDays = typed.timeframeDays;
    facts.directQuestion = typed.asks != 0;
    return grade(facts);
}

QJsonObject QuickAddFields::fields() const
{
    QJsonObject out;
    for (const QLineEdit *edit :
        {m_phone, m_first, m_last, static_cast<QLineEdit *>(m_vehicle), m_email, m_trade, m_asked, m_appointment}) {
        if (!edit)
            continue;
        const QString key = edit->objectName().section(u'.', 1);
        if (!edit->text().isEmpty())
            out[key] = edit->text();
        if (edit->hasFocus() || edit == window()->focusWidget()) {
            out[QStringLiteral("at")] = key;
            out[QStringLiteral("cursor")] = edit->cursorPosition();
        }
    }
    if (!m_vehicle->unit().isNull())
        out[QStringLiteral("unit")] = QString::fromLatin1(m_vehicle->unit().value.hex());
    if (!m_note->toPlainText().isEmpty())
        out[QStringLiteral("note")] = m_note->toPlainText();
    if (m_note == window()->focusWidget()) {
        out[QStringLiteral("at")] = QStringLiteral("note");
        out[QStringLiteral("cursor")] = m_note->textCursor().position();
    }
    out[QStringLiteral("source")] = m_source->currentText();
    if (m_rep)
        out[QStringLiteral("rep")] = m_rep->currentData().toString();
    if (m_when->currentIndex() > 0)
        out[QStringLiteral("days")] = m_when->currentData().toInt();
    if (m_consent->isChecked())
        out[QStringLiteral("consent")] = true;
    return out;
}

void QuickAddFields::restoreChoices(const QJsonObject &fields)
{
    const auto text = [&](const char *key) { return fields[QLatin1String(key)].toString(); };
    if (const QString source = text("source"); !source.isEmpty()) {
        if (m_source->findText(source) < 0)
            m_source->addItem(source);
        m_source->setCurrentText(source);
    }
    if (m_rep && m_rep->findData(text("rep")) >= 0)
        m_rep->setCurrentIndex(m_rep->findData(text("rep")));
    if (const int days = fields[QLatin1String("days")].toInt(); days > 0 && m_when->findData(days) >= 0) {
        m_when->setCurrentIndex(m_when->findData(days));
        reveal(Extra::When, false);
    }
    m_consent->setChecked(fields[QLatin1String("consent")].toBool());
    const QByteArray unit = text("unit").toLatin1();
    const auto id = Id::fromHex(std::string_view(unit.constData(), size_t(unit.size())));
    m_vehicle->setTyped(text("vehicle"), {id.value_or(Id{})});
}

void QuickAddFields::restore(const QJsonObject &fields)
{
    restoreChoices(fields);
    const QString at = fields[QLatin1String("at")].toString();
    QWidget *focus = m_phone;
    for (QLineEdit *edit :
        {m_phone, m_first, m_last, static_cast<QLineEdit *>(m_vehicle), m_email, m_trade, m_asked, m_appointment}) {
        if (!edit)
            continue;
        const QString key = edit->objectName().section(u'.', 1);
        if (edit != m_vehicle)
            edit->setText(fields[key].toString());
        if (key == at) {
            edit->setCursorPosition(fields[QLatin1String("cursor")].toInt());
            focus = edit;
        }
    }
    m_note->setPlainText(fields[QLatin1String("note")].toString());
    if (!m_email->text().isEmpty())
        reveal(Extra::Email, false);
    if (!m_trade->text().isEmpty())
        reveal(Extra::Trade, false);
    if (!m_note->toPlainText().isEmpty())
        reveal(Extra::Note, false);
    if (at == QLatin1String("note")) {
        QTextCursor cursor = m_note->textCursor();
        cursor.setPosition(std::min(fields[QLatin1String("cursor")].toInt(), int(m_note->toPlainText().size())));
        m_note->setTextCursor(cursor);
        focus = m_note;
    }
    const int cursor = fields[QLatin1String("cursor")].toInt();
    focus->setFocus(Qt::OtherFocusReason);
    if (auto *edit = qobject_cast<QLineEdit *>(focus))
        edit->setCursorPosition(cursor);
}

} // namespace updesk
