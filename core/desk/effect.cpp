// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/effect.h"

#include "core/channels/sender.h"
#include "core/people/customerstore.h"
#include "core/sequences/claims.h"
#include "core/sequences/effectrows.h"
#include "core/sequences/messagerows.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatestore.h"
#include "core/store/apply.h"

namespace updesk
{

Result<void> noteReply(Transaction &tx, LeadId lead)
{
    const auto answered = stepAnswered(tx.database(), lead);
    if (!answered || !*answered)
        return answered ? Result<void>() : answered.error();
    const auto run = load(tx.database(), kStepRun, (*answered)->run.value);
    if (!run)
        return run.error();
    if (run->replied > 0)
        return {};
    StepRun changed = *run;
    changed.replied = (*answered)->at;
    return apply(tx, set(kStepRun, *run, changed));
}

// Where whoever wrote it chose another language than the customer's, its message knows that.
static Result<SentWords> chosenWords(Database &database, const StepRun &run, const Activity &line)
{
    const auto sent = messagesFrom(database, run.lead, run.text);
    if (!sent)
        return sent.error();
    for (const Message &message : *sent) {
        if (lineOf(message.id) == line.id)
            return SentWords{message.textVersion, claimsFrom(message.claims).language};
    }
    return SentWords();
}

Result<SentWords> wordsSent(Transaction &tx, const StepRun &run, const Activity &line)
{
    Database &database = tx.database();
    if (Channel(run.channel) == Channel::Phone || run.text.isEmpty())
        return SentWords();
    const auto known = CustomerStore(database).find(line.customer);
    const auto ours = storeLanguage(database);
    const auto chosen = chosenWords(database, run, line);
    if (!known || !ours || !chosen)
        return !known ? known.error() : !ours ? ours.error() : chosen.error();
    const QString asked = chosen->language.isEmpty() ? known->language : chosen->language;
    const auto row = templateFor(database, run.text, languagesOf(asked, *ours));
    if (!row)
        return row.error().code == Error::Code::NotFound ? Result<SentWords>(SentWords()) : row.error();
    return SentWords{chosen->version > 0 ? chosen->version : row->version, row->language};
}

} // namespace updesk
