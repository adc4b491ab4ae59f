// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/leadverbs.h"
#include "core/leads/activity.h"
#include "core/store/apply.h"
#include "tests/support/teststore.h"

namespace updesk
{

/// Lifelike leads of a test store, made with the same verbs the program uses; invented people throughout.
class LeadBuilder
{
public:
    struct Wish {
        const char *first = "", *last = "";
        int year = 0;
        const char *make = "", *model = "", *trim = "", *stock = "", *words = "";
        const char *source = "Website";
        int days = -1; ///< time frame
        int asks = 0;
        Time ago = 0; ///< received so long before the clock's now
        PersonId owner{};
        LeadType type = LeadType::Web;
        bool trade = false;
    };

    explicit LeadBuilder(TestStore &store) : m_store(store) { }

    LeadId add(const Wish &wish)
    {
        LeadDraft draft;
        draft.first = QString::fromLatin1(wish.first);
        draft.last = QString::fromLatin1(wish.last);
        draft.full = draft.first + u' ' + draft.last;
        ++m_count;
        draft.phones = {
            {{}, QStringLiteral("+1555555%1").arg(100 + m_count, 4, 10, QChar(u'0')), {}, PhoneKind::Mobile}};
        draft.emails = {{{}, QStringLiteral("%1.%2@example.com").arg(draft.first.toLower()).arg(m_count)}};
        draft.city = QStringLiteral("Northgate"); // code 555 tells no place, and of such the hours are few (US-1)
        draft.region = QStringLiteral("NY");
        draft.source = QString::fromLatin1(wish.source);
        draft.externalId = QStringLiteral("B-%1").arg(m_count);
        draft.type = wish.type;
        if (wish.year > 0) {
            VehicleDraft want;
            want.year = wish.year;
            want.make = QString::fromLatin1(wish.make);
            want.model = QString::fromLatin1(wish.model);
            want.trim = QString::fromLatin1(wish.trim);
            want.stock = QString::fromLatin1(wish.stock);
            draft.wants = {want};
        }
        if (wish.trade) {
            VehicleDraft trade;
            trade.year = 2016;
            trade.make = QStringLiteral("Honda");
            trade.model = QStringLiteral("Civic");
            draft.trades = {trade};
        }
        draft.comments = QString::fromUtf8(wish.words);
        draft.asks = wish.asks;
        draft.timeframeDays = wish.days;
        draft.received = m_store.clock.now() - wish.ago;
        draft.postal = QStringLiteral("10011");
        CaptureChoices choices;
        choices.owner = wish.owner;
        return m_store.add(draft, choices).lead;
    }

    /// The customer wrote by text so long ago.
    void wrote(LeadId lead, Time ago) { addActivity(lead, Activity::Direction::In, Evidence::None, ago); }
    /// Somebody dialled so long ago and nobody answered.
    void called(LeadId lead, Time ago) { addActivity(lead, Activity::Direction::Out, Evidence::Dialled, ago); }

    /// The next step is this, and nothing else.
    void plan(LeadId lead, Task::Kind kind, Channel channel, Time in, int attempt, int attempts, bool promised = false)
    {
        deed([&](Transaction &tx) -> Result<void> {
            const auto tasks = loadAll(tx.database(), kTask);
            for (const Task &old : *tasks) {
                if (old.lead != lead || old.dropped != 0 || !old.doneBy.isNull())
                    continue;
                Task dropped = old;
                dropped.dropped = 1;
                if (auto done = apply(tx, set(kTask, old, dropped)); !done)
                    return done;
            }
            Task task;
            task.id = {tx.freshId()};
            task.lead = lead;
            task.kind = kind;
            task.channel = channel;
            task.due = m_store.clock.now() + in;
            task.attempt = attempt;
            task.attempts = attempts;
            task.promised = promised;
            return apply(tx, put(kTask, task));
        });
    }

private:
    template <class Body>
    void deed(Body body)
    {
        if (auto done = doDeed(*m_store.session, "test", {}, body); !done)
            qFatal("lead builder: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
    }

    void addActivity(LeadId lead, Activity::Direction direction, Evidence evidence, Time ago)
    {
        deed([&](Transaction &tx) -> Result<void> {
            const auto row = load(tx.database(), kLead, lead.value);
            Activity activity;
            activity.id = {tx.freshId()};
            activity.lead = lead;
            activity.customer = row->customer;
            const bool in = direction == Activity::Direction::In;
            activity.kind = in ? Activity::Kind::Text : Activity::Kind::Call;
            activity.direction = direction;
            activity.evidence = evidence;
            activity.outcome = in ? Outcome::None : Outcome::NoAnswer;
            activity.at = m_store.clock.now() - ago;
            return apply(tx, put(kActivity, activity));
        });
    }

    TestStore &m_store;
    int m_count = 0;
};

} // namespace updesk
