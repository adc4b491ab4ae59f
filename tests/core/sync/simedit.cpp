// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/leads/original.h"
#include "core/people/customer.h"
#include "core/people/staff.h"
#include "core/sequences/plantables.h"
#include "core/store/log.h"
#include "core/sync/retention.h"
#include "tests/core/sync/simworld.h"

namespace updesk
{

/// One person's work: a deed of one to three changes on rows that other desks change too.
class Editing
{
public:
    Editing(World &world, SimDesk &desk, Transaction &tx) : m_world(world), m_desk(desk), m_tx(tx) { }
    Result<void> change()
    {
        if (m_world.likes("staying") && m_world.dice(4))
            return rename();
        if (m_world.dice(m_world.likes("tidy") || m_world.likes("older") ? 4 : 30) == 0)
            return oldLead();
        switch (m_world.dice(17)) {
        case 0:
            return newCustomer();
        case 1:
            return newLead();
        case 2:
            return newActivity();
        case 3:
            return own(Op::Kind::Claim);
        case 4:
            return own(Op::Kind::Assign);
        case 5:
            return close();
        case 6:
            return setting();
        case 7:
            return remove(kActivity);
        case 8:
            return m_world.dice(4) ? rename() : remove(kCustomer);
        case 9:
            return consent();
        case 10:
            return newTask();
        case 11:
            return finish();
        case 12:
        case 13:
            return plan();
        default:
            return rename();
        }
    }

private:
    Id freshId() { return seededId(m_tx.now(), m_world.random(), m_world.random()); }
    QString word() { return QStringLiteral("w%1").arg(m_world.dice(1000)); }
    template <class Table>
    std::optional<typename Table::Struct> any(const Table &table)
    {
        const auto rows = loadAll(m_tx.database(), table);
        if (!rows || rows->empty())
            return std::nullopt;
        return (*rows)[size_t(m_world.dice(int(std::min<size_t>(rows->size(), 4))))];
    }
    /// As this desk's program would write it, which may not know every column.
    Result<void> write(Op op)
    {
        op.table = m_tx.database().table(op.table->name);
        if (!op.table)
            return {};
        std::erase_if(op.changes, [&](const Change &change) { return change.column >= op.table->count; });
        return apply(m_tx, op);
    }
    Result<void> newCustomer()
    {
        Customer row;
        row.id.value = freshId();
        row.first = word();
        row.created = m_world.dice(3) == 0 ? m_tx.now() : 0;
        return write(put(kCustomer, row));
    }
    Result<void> newLead()
    {
        Lead row;
        row.id.value = freshId();
        row.received = m_tx.now();
        if (const auto customer = any(kCustomer))
            row.customer = customer->id;
        return write(put(kLead, row));
    }
    // As an import makes them: it was over before the months that a desk keeps.
    Result<void> oldLead()
    {
        const auto customer = any(kCustomer);
        if (!customer)
            return newCustomer();
        Lead row;
        row.id.value = freshId();
        row.customer = customer->id;
        row.received = row.closedAt = m_tx.now() - kKeptAtDesk - 9 * kDay;
        row.closed = Closed::Lost;
        if (auto written = write(put(kLead, row)); !written)
            return written;
        for (int i = m_world.dice(3); i >= 0; --i) {
            Activity call;
            call.id.value = freshId();
            call.lead = row.id;
            call.customer = row.customer;
            call.at = row.received;
            call.body = word();
            if (auto written = write(put(kActivity, call)); !written)
                return written;
        }
        return {};
    }
    // One is a page by itself, so that whoever does not know documents gets pages without a row.
    Result<void> newDocument()
    {
        OriginalPart row;
        row.id.value = freshId();
        row.bytes = {QByteArray(3, char(m_world.dice(200)))};
        return write(put(kOriginalPart, row));
    }
    Result<void> newActivity()
    {
        if (m_world.dice(3) == 0)
            return newDocument();
        Activity row;
        row.id.value = freshId();
        row.at = m_tx.now();
        row.body = word();
        return write(put(kActivity, row));
    }
    Result<void> newTask()
    {
        Task row;
        row.id.value = freshId();
        return write(put(kTask, row));
    }
    // By a call of one's own, as others finish it by theirs; or it is not needed any more.
    Result<void> finish()
    {
        const auto before = any(kTask);
        if (!before)
            return newTask();
        Task after = *before;
        if (m_world.dice(3))
            after.doneBy = {freshId()};
        else
            after.dropped = 1 + m_world.dice(4);
        return write(set(kTask, *before, after));
    }
    // Somebody stops it, or takes a stop back that they know of.
    Result<void> plan()
    {
        const auto before = any(kEnrolment);
        if (!before || m_world.dice(6) == 0) {
            Enrolment row;
            row.id.value = freshId();
            row.started = m_tx.now();
            return write(put(kEnrolment, row));
        }
        const bool runs = before->state == Enrolment::State::Running;
        Enrolment after = *before;
        after.state = runs ? Enrolment::State::Stopped : Enrolment::State::Running;
        after.why = runs ? PlanStop::ByPerson : PlanStop::None;
        after.ended = runs ? m_tx.now() : 0;
        after.next = runs ? 0 : m_tx.now();
        return write(set(kEnrolment, *before, after));
    }
    Result<void> consent()
    {
        const auto customer = any(kCustomer);
        if (!customer)
            return {};
        Consent row;
        row.id.value = freshId();
        row.customer = customer->id;
        row.state = m_world.dice(2) ? Consent::State::Yes : Consent::State::No;
        row.purpose = row.state == Consent::State::Yes ? QStringLiteral("lifted") : QString();
        row.by = m_desk.author.who;
        row.at = m_tx.now();
        if (row.state == Consent::State::Yes && m_world.dice(2) == 0)
            row.words = QStringLiteral("asked to be written to");
        return write(put(kConsent, row));
    }
    Result<void> own(Op::Kind kind)
    {
        const auto before = any(kLead);
        if (!before || (kind == Op::Kind::Claim && !before->owner.isNull()))
            return {};
        Lead after = *before;
        after.owner = kind == Op::Kind::Claim ? m_desk.author.who : m_world.desks[0]->author.who;
        return write(set(kLead, *before, after, kind));
    }
    Result<void> close()
    {
        const auto before = any(kLead);
        if (!before)
            return {};
        Lead after = *before;
        after.closed = before->closed == Closed::Open ? Closed(1 + m_world.dice(3)) : Closed::Open;
        return write(set(kLead, *before, after));
    }
    Result<void> setting()
    {
        const auto before = any(kSetting);
        if (!before || m_world.dice(4) == 0) {
            Setting row;
            row.id.value = freshId();
            row.key = word();
            return write(put(kSetting, row));
        }
        Setting after = *before;
        after.value = word();
        return write(set(kSetting, *before, after));
    }
    Result<void> rename()
    {
        const auto before = any(kCustomer);
        if (!before)
            return newCustomer();
        Customer after = *before;
        (m_world.dice(2) ? after.first : after.last) = word();
        if (m_world.dice(m_world.likes("staying") ? 2 : 4) == 0)
            after.created = m_tx.now();
        return write(set(kCustomer, *before, after));
    }
    template <class Table>
    Result<void> remove(const Table &table)
    {
        const auto row = any(table);
        return row ? write(updesk::remove(table, row->id.value)) : Result<void>();
    }

    World &m_world;
    SimDesk &m_desk;
    Transaction &m_tx;
};

void World::edit(SimDesk &desk)
{
    doing = "edit";
    auto tx = Transaction::begin(*desk.database, {desk.author.who, ModelServer::kStore});
    if (!tx)
        return; // another has the file, or the disk is full
    const auto deed = tx->start("sim");
    Editing editing(*this, desk, *tx);
    for (int i = likes("staying") ? 1 : 1 + dice(3); i > 0; --i) {
        if (auto done = editing.change(); !done)
            return; // two changes of one field in a deed, or no room: the person starts again
    }
    const bool written = tx->written();
    if (tx->commit() && written)
        desk.entered.push_back(*deed);
}

// The program of a host: what goes out is begun, written into the journal, handed over once, and ended.
void World::serve(SimHost &host)
{
    const auto epoch = server.takeLease(host.author.desk, 20 * kSecond, now);
    if (!epoch)
        return;
    reach("host leased");
    (void)server.sweepMessages(*epoch, now);
    reach("host swept");
    if (dice(2) == 0) {
        Activity note;
        note.id.value = seededId(now, random(), random());
        note.at = now;
        note.body = QStringLiteral("by the host");
        OutDeed deed;
        deed.id = opId(seededId(now, random(), random()), 0);
        deed.hlc = now << 16;
        deed.ops.push_back(put(kActivity, note));
        appendOp(deed.line, deed.ops.front(), {});
        deed.line += ']';
        if (faults && dice(3) == 0)
            pass(Time(dice(40)) * kSecond); // it stands still, and another may take over
        (void)server.push(host.author, {&deed, 1}, now, epoch);
        if (faults && dice(3) == 0)
            (void)server.push(host.author, {&deed, 1}, now, epoch);
        reach("host wrote");
    }
    const auto begun = server.beginMessage(*epoch, now);
    if (!begun || !*begun || (faults && dice(12) == 0))
        return; // nothing to send, or the answer did not come
    const Id id = **begun;
    const Time began = now;
    reach("host begun");
    host.journal.insert(id);
    reach("host journalled");
    if (faults && dice(3) == 0)
        pass(Time(dice(60)) * kSecond);
    if (now - began > 10 * kSecond)
        return; // left to the sweep
    const bool refused = dice(6) == 0;
    handedOver[id] += !refused;
    reach("host handed over");
    if (faults && dice(4) == 0)
        pass(Time(dice(60)) * kSecond);
    SimHost &other = hosts[size_t(dice(int(hosts.size())))];
    if (faults && &other != &host && dice(2) == 0)
        serve(other);
    (void)server.endMessage(*epoch, id, refused ? "failed" : dice(8) == 0 ? "unknown" : "sent", now);
    reach("host ended");
}

void World::message()
{
    if (dice(4) == 0)
        return server.queueFailedAgain();
    std::vector<Id> leads;
    for (const auto &[key, row] : server.rows()) {
        if (key.first == kLead.name)
            leads.push_back(row.id);
    }
    if (!leads.empty())
        server.queueMessage(seededId(now, random(), random()), leads[size_t(dice(int(leads.size())))]);
}

} // namespace updesk
