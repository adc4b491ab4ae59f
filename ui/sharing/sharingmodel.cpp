// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sharing/sharingmodel.h"

#include "core/desk/setbackstore.h"
#include "core/desk/setbackverbs.h"
#include "core/desk/undorows.h"
#include "core/desk/undosteps.h"
#include "core/leads/queuerows.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"

#include <algorithm>

namespace updesk
{

static constexpr int kShown = 200;

SharingModel::SharingModel(Session &session, QObject *parent) : QAbstractListModel(parent), m_session(session) { }

Result<QString> SharingModel::nameOf(LeadId lead) const
{
    if (lead.isNull())
        return QString();
    const auto row = queueRow(m_session.database(), lead);
    if (!row && row.error().code != Error::Code::NotFound)
        return row.error();
    return row ? row->name : QString();
}

// Of a customer the name, of a household those who live there; empty where it is not known here.
QString SharingModel::otherName(const QByteArray &field, const Id &id) const
{
    const CustomerStore store(m_session.database());
    std::vector<CustomerId> all{CustomerId{id}};
    if (field == "household_id") {
        const auto members = store.household(HouseholdId{id});
        all = members ? *members : std::vector<CustomerId>();
    } else if (field != "customer_id" && field != "merged_into" && field != "co_buyer_id") {
        return {};
    }
    QStringList names;
    for (const CustomerId one : all) {
        const auto customer = store.find(one);
        if (customer && !customer->full.isEmpty())
            names << customer->full;
    }
    return names.join(QStringLiteral(", "));
}

Result<std::vector<SharingModel::Row>> SharingModel::readWaiting() const
{
    Database &database = m_session.database();
    const auto deeds = waitingDeeds(database, kShown);
    if (!deeds)
        return deeds.error();
    std::vector<Row> rows;
    for (const WaitingDeed &deed : *deeds) {
        const auto names = namesIn(database, UndoStep{deed.verb, {deed.deed}}, 3);
        const auto ops = opsOf(database, deed.deed);
        const auto leads = ops ? leadsOf(database, *ops) : Result<std::vector<LeadId>>(ops.error());
        // What a newer UpDesk wrote cannot be read here: it is listed all the same.
        Row row;
        row.key = deed.deed.value.hex();
        row.line = m_words.waiting(deed, names ? *names : QStringList(), m_session.now());
        if (leads && !leads->empty())
            row.lead = leads->front();
        if (ops && deed.stuck == Stuck::Parked)
            row.aside = deed.deed;
        rows.push_back(std::move(row));
    }
    return rows;
}

// What was refused of a row at once is one thing to look at; two fields changed twice are two choices.
static bool belongsTo(const Setback &one, const Setback &first)
{
    return one.kind == Setback::Kind::Rejected && first.kind == one.kind && one.at == first.at && one.row == first.row
        && one.who == first.who;
}

Result<std::vector<SharingModel::Row>> SharingModel::readSetbacks()
{
    Database &database = m_session.database();
    const auto all = setbacks(database, kShown);
    if (!all)
        return all.error();
    std::vector<Row> rows;
    for (const Setback &one : *all) {
        if (!rows.empty() && belongsTo(one, rows.back().setbacks.front())) {
            rows.back().setbacks.push_back(one);
            continue;
        }
        const auto lead = leadOf(database, one);
        if (!lead)
            return lead.error();
        Row row;
        row.lead = *lead;
        row.setbacks = {one};
        row.choice = hasOther(database, one);
        row.key = QByteArray::number(one.n);
        row.fresh = !one.seen || m_new.contains(one.n);
        if (row.fresh)
            m_new.insert(one.n);
        rows.push_back(std::move(row));
    }
    for (Row &row : rows) {
        const auto name = nameOf(row.lead);
        if (!name)
            return name.error();
        row.line = m_words.setback(row.setbacks, *name, m_session.now(),
            [this](const QByteArray &field, const Id &id) { return otherName(field, id); });
    }
    return rows;
}

Result<void> SharingModel::reload()
{
    if (const auto rules = m_session.rules())
        m_words = SharingWords(*rules);
    auto rows = m_list == List::Waiting ? readWaiting() : readSetbacks();
    if (!rows)
        return rows.error();
    beginResetModel();
    m_rows = std::move(*rows);
    endResetModel();
    return {};
}

LeadId SharingModel::lead(int row) const { return row >= 0 && row < rowCount() ? m_rows[size_t(row)].lead : LeadId{}; }

QByteArray SharingModel::key(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)].key : QByteArray();
}

int SharingModel::place(const QByteArray &key) const
{
    const auto found = std::ranges::find(m_rows, key, &Row::key);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

DeedId SharingModel::aside(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)].aside : DeedId{};
}

bool SharingModel::hasAside() const
{
    return std::ranges::any_of(m_rows, [](const Row &row) { return !row.aside.isNull(); });
}

const Setback *SharingModel::choice(int row) const
{
    const bool there = row >= 0 && row < rowCount() && m_rows[size_t(row)].choice;
    return there ? &m_rows[size_t(row)].setbacks.front() : nullptr;
}

int SharingModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant SharingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.line.head;
    case WhenRole:
        return row.line.when;
    case SecondRole:
        return row.line.second;
    case ThirdRole:
        return row.line.third;
    case NewRole:
        return row.fresh;
    case Qt::ToolTipRole:
        return QString(row.line.second + u'\n' + row.line.third);
    case Qt::AccessibleTextRole:
        return SharingWords::sentence(row.line);
    default:
        return {};
    }
}

} // namespace updesk
