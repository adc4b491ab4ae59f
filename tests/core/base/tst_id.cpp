// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"
#include "tests/support/suite.h"

#include <set>

using namespace updesk;

class TestId : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anIdIsAUuidOfVersionSeven()
    {
        const Id id = newId(0x0123456789ab);
        QCOMPARE(id.hex().left(12), QByteArray("0123456789ab"));
        QCOMPARE(id.bytes[6] >> 4, 7);
        QCOMPARE(id.bytes[8] >> 6, 2);
    }
    void hexAndBack()
    {
        const Id id = newId(1'750'000'000'000);
        QCOMPARE(*Id::fromHex(id.hex().toStdString()), id);
        QCOMPARE(Id::fromHex("01ZZ"), std::nullopt);
        QCOMPARE(Id::fromHex(std::string(33, '0')), std::nullopt);
    }
    void idsOfOneMomentDiffer()
    {
        std::set<Id> seen;
        for (int i = 0; i < 10'000; ++i)
            seen.insert(newId(5));
        QCOMPARE(seen.size(), size_t(10'000));
    }
    void anOpIdIsItsDeedWithAnOrdinal()
    {
        const Id deed = newDeedId(7);
        QCOMPARE(opId(deed, 0), deed);
        QCOMPARE(opId(deed, 0x0102).bytes[14], quint8(1));
        QCOMPARE(opId(deed, 0x0102).bytes[15], quint8(2));
    }
    void theHybridClockNeverGoesBack()
    {
        QCOMPARE(nextHlc(0, 5), Hlc(5) << 16);
        QCOMPARE(nextHlc(Hlc(9) << 16, 5), (Hlc(9) << 16) + 1);
        QCOMPARE(timeOf(nextHlc(Hlc(9) << 16, 5)), Time(9));
    }
};
UPDESK_TEST(TestId);
#include "tst_id.moc"
