// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply.h"
#include "tests/support/emptystore.h"

namespace updesk
{

/// An empty store in a folder of its own, with a clock the test moves.
class TempDesk
{
public:
    TempDesk()
    {
        makeEmptyStore(path);
        open();
    }
    void open()
    {
        database.reset();
        auto opened = Database::open(path, setup);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        database = std::move(*opened);
    }
    void close() { database.reset(); }

    /// The first column of any SELECT, a line a row.
    QByteArray list(const QByteArray &sql)
    {
        QByteArray out;
        Query q = database->once(sql);
        while (q.next())
            out += q.bytes(0) + '\n';
        if (auto done = q.done(); !done)
            out += "error: " + done.error().detail.toUtf8();
        return out;
    }
    qint64 count(const QByteArray &from) { return list("SELECT count(*) FROM " + from).trimmed().toLongLong(); }

    /// Every byte of the synced tables, to compare before and after.
    QByteArray rows()
    {
        QByteArray all;
        for (const Table *table : database->setup().tables) {
            QByteArray columns = "quote(id)||quote(store_id)||quote(seq)";
            for (int i = 0; i < table->count; ++i)
                columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
            all += table->name + list("SELECT " + columns + " FROM " + table->name + " ORDER BY id");
        }
        return all;
    }

    QTemporaryDir dir;
    FakeClock clock;
    QString path = dir.filePath(QStringLiteral("desk.updesk"));
    Database::Setup setup = deskSetup(clock); ///< change it, then open() again
    std::unique_ptr<Database> database;
    const Transaction::By by{PersonId{newId(7)}, 1};
};

} // namespace updesk
