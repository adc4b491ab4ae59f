// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/calls.h"
#include "core/desk/dnc.h"
#include "core/desk/planverbs.h"
#include "core/desk/rounds.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"
#include "tests/support/teststore.h"

#include <QBuffer>

namespace updesk
{

/// A store that uses the shipped plans; Dana is at the desk.
struct PlanDesk {
    TestStore store;
    LeadId lead; ///< the last that came

    PlanDesk()
    {
        store->setPerson(store.mike);
        if (const auto used = useShippedPlans(*store); !used)
            qFatal("plans %s", qPrintable(used.error().subject));
        store->setPerson(store.dana);
    }
    Database &database() { return store->database(); }
    /// A do-not-call list of today with a stranger's number, and what the law asks of a dealer who mails.
    void list()
    {
        store->setPerson(store.mike);
        QByteArray numbers("2125550199\n");
        QBuffer file(&numbers);
        const QDate today = QDateTime::fromMSecsSinceEpoch(store.clock.now(), Qt::UTC).date();
        const auto lawful = doDeed(*store, "setting", {}, [](Transaction &tx) -> Result<void> {
            const auto all = loadAll(tx.database(), kDealership);
            Dealership changed = all->front();
            changed.address = QStringLiteral("1 Main Street, Albany NY 12207");
            if (auto done = apply(tx, set(kDealership, all->front(), changed)); !done)
                return done;
            return writeSetting(tx, QString::fromLatin1(kSendingSetting),
                QStringLiteral(R"({"mail":"a@n.example","unsubscribe_to":"stop@n.example"})"));
        });
        if (!lawful || !file.open(QIODevice::ReadOnly) || !importDnc(*store, file, today, *deskListTarget(*store)))
            qFatal("list");
        store->setPerson(store.dana);
    }
    LeadId add(int i, LeadType type = LeadType::Web)
    {
        LeadDraft draft = store.webLead(i);
        draft.type = type;
        lead = store.add(draft).lead;
        return lead;
    }
    std::vector<Enrolment> plans() { return *plansOfLead(database(), lead); }
    /// The one that runs, else the last that ended; of two that began at one moment the order says nothing.
    Enrolment newest()
    {
        const auto all = plans();
        const auto age = [](const Enrolment &one) {
            return std::tuple(one.state == Enrolment::State::Running, one.started, one.ended);
        };
        return all.empty() ? Enrolment() : *std::ranges::max_element(all, {}, age);
    }
    std::vector<StepRun> runs() { return *runsOf(database(), newest().id); }
    StepRun run(const char *key)
    {
        const auto all = runs();
        const auto found = std::ranges::find(all, QLatin1String(key), &StepRun::key);
        return found == all.end() ? StepRun() : *found;
    }
    CallLogged call(Outcome outcome)
    {
        CallLog log;
        log.outcome = outcome;
        log.dialledAt = store.clock.now();
        store.clock.advance(30 * kSecond);
        if (outcome == Outcome::VisitSet)
            log.appointment = store.clock.now() + kDay;
        const auto logged = logCall(*store, lead, log);
        if (!logged)
            qFatal("call %s", qPrintable(logged.error().subject));
        return *logged;
    }
    void round()
    {
        if (const auto made = makeRound(*store); !made)
            qFatal("round %s %s", qPrintable(made.error().subject), qPrintable(made.error().detail));
    }
    /// Goes through time as a desk does, from round to round.
    void wait(Time until)
    {
        while (store.clock.now() < until) {
            const auto next = makeRound(*store);
            if (!next)
                qFatal("round %s", qPrintable(next.error().subject));
            store.clock.set(*next > store.clock.now() ? std::min(*next, until) : store.clock.now() + kMinute);
        }
        round();
    }
    qint64 lines(Activity::Code code, const QByteArray &more = {})
    {
        return store.count("activity WHERE deleted=0 AND lead_id=x'" + lead.value.hex()
            + "' AND code=" + QByteArray::number(int(code)) + more);
    }
    qint64 openTasks(const QByteArray &more = {})
    {
        return store.count("task WHERE lead_id=x'" + lead.value.hex()
            + "' AND deleted=0 AND dropped=0 AND done_by_activity IS NULL" + more);
    }
};

} // namespace updesk
