// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

using namespace updesk;

class TestDeclarations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The declaration in code and what the climbed file really has are the same columns in the same types.
    void everyTableInCodeIsTheTableInTheFile()
    {
        TempDesk desk;
        for (const Table *table : desk.database->setup().tables) {
            QMap<QByteArray, QByteArray> wanted{{"id", "BLOB"}, {"store_id", "INTEGER"}, {"seq", "INTEGER"}};
            for (int i = 0; i < table->count; ++i) {
                const Column &column = table->columns[size_t(i)];
                switch (column.type) {
                case Column::Type::Number:
                    wanted[column.name] = "INTEGER";
                    break;
                case Column::Type::Text:
                    wanted[column.name] = "TEXT";
                    break;
                case Column::Type::Id:
                case Column::Type::Bytes:
                    wanted[column.name] = "BLOB";
                    break;
                }
            }
            QMap<QByteArray, QByteArray> found;
            const QByteArray info =
                desk.list("SELECT name||' '||type FROM pragma_table_info('" + QByteArray(table->name) + "')");
            for (const QByteArray &line : info.trimmed().split('\n'))
                found[line.split(' ').value(0)] = line.split(' ').value(1);
            QCOMPARE(found, wanted);
        }
    }
    void everySyncedTableIsStrictAndWithoutRowid()
    {
        TempDesk desk;
        for (const Table *table : desk.database->setup().tables) {
            const QByteArray flags =
                desk.list("SELECT wr||' '||strict FROM pragma_table_list('" + QByteArray(table->name) + "')");
            QCOMPARE(flags, QByteArray("1 1\n"));
        }
    }
    void noSyncedTableIsLeftUndeclared()
    {
        TempDesk desk;
        const QByteArray names = desk.list("SELECT name FROM sqlite_schema s WHERE type='table'"
                                           " AND EXISTS(SELECT 1 FROM pragma_table_info(s.name) WHERE name='seq')");
        for (const QByteArray &name : names.trimmed().split('\n'))
            QVERIFY2(desk.database->table(name), name.constData());
    }
};
UPDESK_TEST(TestDeclarations);
#include "tst_declarations.moc"
