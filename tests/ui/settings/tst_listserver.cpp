// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/customerstore.h"
#include "core/sync/signin.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/shareddesk.h"
#include "ui/shell/listwork.h"

#include <QFile>

using namespace updesk;

/// A do-not-call list that a desk of a shared store reads in: it goes to the server.
class TestListServer : public QObject
{
    Q_OBJECT

    static qint64 numbersOn(const SyncServer &server)
    {
        const auto rows = server.chief()->query(
            "SELECT count(*) FROM updesk.dnc d JOIN updesk.dnc_load l USING (store_id, load) WHERE store_id=1");
        return rows ? rows->number(0, 0) : -1;
    }
    static ListMade take(SharedDesk &desk, const Clock &clock, const char *login, const QByteArray &bytes)
    {
        FakeSecrets secrets;
        const Login own{desk.session->person(), QString::fromLatin1(login), desk.options.password};
        if (!keepLogin({desk.session->database(), secrets, clock}, own, QStringLiteral("manager")))
            qFatal("keep");
        ListStage stage;
        ListWork work;
        work.store = desk.path;
        work.file = desk.dir.filePath(QStringLiteral("list.txt"));
        work.dated = QDateTime::fromMSecsSinceEpoch(clock.now(), Qt::UTC).date().addDays(-3);
        work.person = desk.session->person();
        work.clock = &clock;
        work.secrets = &secrets;
        work.stage = &stage;
        work.told = [](int) {};
        QFile file(work.file);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        file.close();
        return importList(work);
    }

private Q_SLOTS:
    void theListGoesToTheServerAndPhonesAreMarked()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ida(server, lone->clock, "ida"), meg(server, lone->clock, "meg"), ann(server, lone->clock, "ann");
        const Person manager{
            server.person("meg"), QStringLiteral("Meg Ames"), QStringLiteral("meg"), Role::Manager, true};
        QVERIFY(doDeed(*ida.session, "hire", {}, [&](Transaction &tx) { return apply(tx, put(kPerson, manager)); }));
        ida.talk();
        meg.talk();
        LeadDraft draft = lone->webLead(1);
        draft.phones = {{{}, QStringLiteral("+12125550150"), {}, PhoneKind::Mobile}};
        QVERIFY(capture(*meg.session, draft));
        meg.talk();
        const ListMade made = take(meg, lone->clock, "meg", "2125550150\n2125550199\nnobody\n");
        QVERIFY2(made.counts && !made.failed, made.failed ? qPrintable(made.failed->subject) : "");
        QCOMPARE(made.done.numbers, 2);
        QCOMPARE(made.done.marked, 1);
        QCOMPARE(numbersOn(server), 2);
        QCOMPARE(meg.count("dnc"), 0); // none in the desk's own table
        meg.talk();
        ann.talk();
        QCOMPARE(ann.count("phone WHERE dnc_on=1"), 1);
        QCOMPARE(dncStatus(ann.session->database())->numbers, 2);
    }
    void aSalespersonMayNotAndNothingIsChanged()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        const ListMade made = take(ann, lone->clock, "ann", "2125550150\n");
        QVERIFY(made.failed && !made.counts);
        QCOMPARE(made.failed->code, Error::Code::Denied);
        QCOMPARE(numbersOn(server), 0);
        QVERIFY(!dncStatus(ann.session->database())->dated.isValid());
    }
};

UPDESK_TEST(TestListServer);
#include "tst_listserver.moc"
