// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/dncserver.h"

namespace updesk
{

namespace
{

constexpr size_t kInLine = 2048; ///< numbers a row of the view, which takes them to the table one by one

class ServerList final : public DncTarget
{
public:
    ServerList(std::unique_ptr<Pg> pg, int store) : m_pg(std::move(pg)), m_store(store) { }

    Result<void> begin() override
    {
        if (auto begun = m_pg->execute("BEGIN"); !begun)
            return begun;
        const auto load = m_pg->query("SELECT updesk.dnc_begin($1::int)", m_store);
        return load ? Result<void>() : load.error();
    }

    Result<void> keep(const std::vector<DncNumber> &run) override
    {
        size_t at = 0;
        return m_pg->copyIn("COPY updesk.dnc_in(store_id, numbers) FROM STDIN", [&]() -> QByteArray {
            if (at == run.size())
                return {};
            QByteArray line = QByteArray::number(m_store) + "\t{";
            for (const size_t end = std::min(run.size(), at + kInLine); at < end; ++at)
                line += QByteArray::number(run[at]) + (at + 1 < end ? "," : "}\n");
            return line;
        });
    }

    Result<void> finish(Transaction &) override
    {
        const auto total = m_pg->query("SELECT updesk.dnc_finish($1::int)", m_store);
        return total ? m_pg->execute("COMMIT") : Result<void>(total.error());
    }

    bool outlives() const override { return true; }

    Result<void> tidy() override { return {}; }

    Result<std::vector<std::pair<PhoneId, bool>>> wrongMarks(PhoneId after, int most) override
    {
        const auto rows =
            m_pg->query("SELECT id, listed FROM updesk.dnc_wrong($1::int, $2::uuid, $3::int)", m_store, after, most);
        if (!rows)
            return rows.error();
        std::vector<std::pair<PhoneId, bool>> wrong;
        for (int i = 0; i < rows->count(); ++i)
            wrong.emplace_back(PhoneId{rows->id(i, 0)}, rows->flag(i, 1));
        return wrong;
    }

private:
    std::unique_ptr<Pg> m_pg;
    int m_store;
};

} // namespace

std::unique_ptr<DncTarget> serverListTarget(std::unique_ptr<Pg> pg, int store)
{
    return std::make_unique<ServerList>(std::move(pg), store);
}

} // namespace updesk
