// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/eraseask.h"

#include "core/base/text.h"
#include "core/desk/disposal.h"
#include "ui/lead/leadmodel.h"
#include "ui/parts/ask.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/icons.h"
#include "ui/parts/sentence.h"

#include <QMenu>

namespace updesk
{

bool EraseAsk::mayErase() const
{
    const auto rules = m_model.session().rules();
    const Person *person = rules ? (*rules)->person(m_model.session().person()) : nullptr;
    return person && person->active && (person->role == Role::Manager || person->role == Role::Principal);
}

void EraseAsk::fill(QMenu &menu)
{
    if (!mayErase() || m_model.isErased())
        return;
    QAction *action = menu.addAction(icon(Icon::Close), tr("Erase this person ..."), &menu, [this] { ask(); });
    action->setObjectName(QStringLiteral("lead.erase"));
    fillHold(menu);
}

void EraseAsk::fillHold(QMenu &menu)
{
    const auto hold = legalHold(m_model.session().database(), m_model.lead().customer);
    const bool lift = hold && hold->has_value();
    QAction *action = menu.addAction(icon(Icon::Lock), lift ? tr("Lift legal hold ...") : tr("Legal hold ..."), &menu,
        [this, lift] { askHold(lift); });
    action->setObjectName(lift ? QStringLiteral("lead.liftHold") : QStringLiteral("lead.hold"));
}

void EraseAsk::askHold(bool lift)
{
    Prompt prompt;
    prompt.title = lift ? tr("Why may %1 be erased again?").arg(m_model.name())
                        : tr("Why must %1 be kept from being erased?").arg(m_model.name());
    prompt.name = tr("Reason");
    prompt.verb = lift ? tr("Lift the hold") : tr("Set the hold");
    prompt.keeps = true;
    prompt.read = [](const QString &text) -> PromptReading { return {{}, !text.trimmed().isEmpty()}; };
    prompt.take = [this, lift](const QString &text) {
        const CustomerId customer = m_model.lead().customer;
        Session &session = m_model.session();
        const auto done = lift ? liftLegalHold(session, customer, text) : setLegalHold(session, customer, text);
        if (!done)
            return tell(done.error());
        m_calls.did(
            done, lift ? tr("The legal hold is lifted.") : tr("A legal hold keeps this person from being erased."));
    };
    m_calls.ask(std::move(prompt));
}

void EraseAsk::tell(const Error &error)
{
    const QString refused = eraseRefused(error);
    m_calls.refused(refused.isEmpty() ? sentence(error) : refused);
}

void EraseAsk::ask()
{
    const LeadId lead = m_model.id();
    const auto word = wordToErase(m_model.session().database(), m_model.lead().customer);
    if (!word)
        return m_calls.tell(sentence(word.error()));
    const Question question{tr("Erase %1 for good?").arg(m_model.name()), eraseNotice(), {tr("Go on")}};
    if (updesk::ask(&m_panel, question) == 0 && m_model.id() == lead)
        askName(*word);
}

void EraseAsk::askName(const QString &word)
{
    if (word.isEmpty()) // nothing is known of them but the record
        return erase(word);
    Prompt prompt;
    prompt.title = tr("Type %1 to erase this person for good.").arg(word);
    prompt.name = tr("Their last name");
    prompt.verb = tr("Erase for good");
    prompt.placeholder = word;
    prompt.read = [word](const QString &text) -> PromptReading {
        const bool good = folded(text.trimmed()) == folded(word);
        return {good || text.trimmed().isEmpty() ? QString() : tr("The name does not match."), good};
    };
    prompt.take = [this](const QString &text) { erase(text); };
    m_calls.ask(std::move(prompt));
}

void EraseAsk::erase(const QString &typed)
{
    const auto erased = erasePerson(m_model.session(), m_model.lead().customer, typed);
    if (erased)
        return m_calls.did(DeedId{}, erasedWords(*erased));
    tell(erased.error());
}

} // namespace updesk
