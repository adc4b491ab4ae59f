// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sample.h"
#include "core/vehicles/stock.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/capture/matchpanel.h"

#include <QComboBox>
#include <QFile>

using namespace updesk;

/// Counts what is keyed: each key once, where it arrives. A letter, digit or sign without Ctrl and Alt is data.
class KeyCount final : public QObject
{
public:
    KeyCount() { qApp->installEventFilter(this); }
    int beyondTheData = 0, data = 0;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::ShortcutOverride || watched != QApplication::focusWidget())
            return false; // the same key on its way up, or down again
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Control || key->key() == Qt::Key_Shift || key->key() == Qt::Key_Alt)
            return false; // held for a chord
        const bool plain = !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
        const bool types = plain && !key->text().isEmpty() && key->text().front().isPrint();
        types ? ++data : ++beyondTheData;
        return false;
    }
};

/// U01 and U02: walk-ins keyed over the queue of the sample store, in the whole window.
class TestWalkIns : public QObject
{
    Q_OBJECT

    static void putOnTheLot(TestStore &store)
    {
        Unit unit;
        unit.stock = QStringLiteral("N1190");
        unit.year = 2026;
        unit.make = QStringLiteral("Toyota");
        unit.model = QStringLiteral("RAV4");
        unit.trim = QStringLiteral("XLE");
        unit.search = QStringLiteral("2026 toyota rav4 xle n1190");
        QVERIFY(doDeed(*store, "stock", {}, [&](Transaction &tx) {
            unit.id = {tx.freshId()};
            return apply(tx, put(kUnit, unit));
        }));
    }
    /// The sample store, a RAV4 on its lot, with its manager at the desk, the queue in front and a row of it chosen.
    void open(ShellDesk &shell)
    {
        shell.store.path = shell.store.dir.filePath(QStringLiteral("sample.updesk"));
        QVERIFY(QFile::copy(m_dir.filePath(QStringLiteral("sample.updesk")), shell.store.path));
        shell.store.reopen();
        putOnTheLot(shell.store);
        PersonId manager;
        for (const Person &person : (*shell.store->rules())->people)
            if (person.role == Role::Manager && person.active)
                manager = person.id;
        shell.open(manager);
        shell.key(Qt::Key_Down);
        shell.key(Qt::Key_Down);
        QVERIFY(!shell.queue().currentLead().isNull());
    }
    static QWidget *focus() { return QApplication::focusWidget(); }
    static QString text(ShellDesk &shell, const char *field) { return shell.find<QLineEdit>(field)->text(); }
    static QString one(ShellDesk &shell, const QByteArray &sql)
    {
        return QString::fromUtf8(shell.store.list(sql)).trimmed();
    }
    /// Who of the floor is here and has been longest without a lead, from the rows alone. It is Thursday, 10:00, and
    /// the store is open; who has no shifts works its hours.
    static QString nextUpByRows(ShellDesk &shell)
    {
        return one(shell,
            "SELECT p.name FROM person p WHERE p.role=0 AND p.active=1 AND p.deleted=0 AND (NOT EXISTS(SELECT 1 FROM"
            " shift s WHERE s.person_id=p.id AND s.deleted=0) OR EXISTS(SELECT 1 FROM shift s WHERE s.person_id=p.id"
            " AND s.deleted=0 AND s.weekday=4 AND s.from_minute<=600 AND s.to_minute>600)) AND NOT EXISTS(SELECT 1 FROM"
            " away a WHERE a.person_id=p.id AND a.day=20260312 AND a.deleted=0) ORDER BY (SELECT max(at) FROM "
            "assignment"
            " t WHERE t.to_person=p.id AND t.deleted=0), p.id LIMIT 1");
    }
    /// The customers of the sample with a number that begins with what was typed, or ends with it.
    static bool isFoundBy(ShellDesk &shell, CustomerId customer, const QString &typed)
    {
        const QByteArray digits = typed.toLatin1();
        return shell.store.count("phone WHERE deleted=0 AND customer_id=x'" + customer.value.hex()
                   + "' AND (e164 LIKE '+1" + digits + "%' OR e164 LIKE '%" + digits + "')")
            > 0;
    }
    /// The cards that are to be seen, best first.
    static QList<MatchCard *> cards(ShellDesk &shell)
    {
        QList<MatchCard *> all;
        for (int n = 1; n <= 8; ++n) {
            const QByteArray name = "quickadd.match" + QByteArray::number(n);
            auto *card = shell.find<MatchCard>(name.constData());
            if (card && card->isVisible() && !card->visibleRegion().isEmpty())
                all << card;
        }
        return all;
    }
    static int placeOf(const QList<MatchCard *> &cards, const QString &name)
    {
        for (int i = 0; i < cards.size(); ++i)
            if (cards[i]->words().name == name)
                return i;
        return -1;
    }

private Q_SLOTS:
    void initTestCase()
    {
        SampleOrder order;
        order.now = FakeClock().now();
        QVERIFY(makeSample(m_dir.filePath(QStringLiteral("sample.updesk")), order));
    }

    void u01WalkInOfANewPerson()
    {
        ShellDesk shell;
        open(shell);
        const QString next = nextUpByRows(shell);
        QVERIFY(!next.isEmpty());
        QCOMPARE(shell.store.count("phone WHERE e164='+15552014410'"), 0);
        const auto customers = shell.store.count("customer");
        const auto leads = shell.store.count("lead");
        const LeadId row = shell.queue().currentLead();
        const QWidget *before = focus();
        QCOMPARE(before->objectName(), QStringLiteral("queue.view"));

        const KeyCount keys;
        shell.key(Qt::Key_F7);
        QCOMPARE(focus()->objectName(), QStringLiteral("quickadd.phone"));
        QVERIFY(shell.find<QComboBox>("quickadd.rep")->currentText().startsWith(next));
        shell.type(QStringLiteral("5552014410"));
        shell.key(Qt::Key_Tab);
        QCOMPARE(text(shell, "quickadd.phone"), QStringLiteral("(555) 201-4410"));
        shell.type(QStringLiteral("Sam"));
        shell.key(Qt::Key_Tab);
        shell.type(QStringLiteral("Okafor"));
        shell.key(Qt::Key_Tab);
        shell.type(QStringLiteral("rav4"));
        shell.key(Qt::Key_Return);
        QCOMPARE(text(shell, "quickadd.vehicle"), QStringLiteral("2026 Toyota RAV4 XLE #N1190"));
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        // What that key brought about is there when it has been handled: nothing waits for a timer.
        QVERIFY(!shell.desk->quickAdd()->form());
        QCOMPARE(focus(), before);
        QCOMPARE(shell.queue().currentLead(), row);
        QCOMPARE(keys.data, int(qstrlen("5552014410SamOkaforrav4")));
        QCOMPARE(keys.beyondTheData, 6);
        QVERIFY(keys.beyondTheData <= 12);
        QVERIFY(keys.data + keys.beyondTheData <= 2 * 20); // 20 seconds of two keys

        QCOMPARE(shell.store.count("customer"), customers + 1);
        QCOMPARE(shell.store.count("lead"), leads + 1);
        const QByteArray lead = " FROM lead l JOIN phone n ON n.customer_id=l.customer_id AND n.e164='+15552014410'";
        QCOMPARE(one(shell, "SELECT p.name" + lead + " JOIN person p ON p.id=l.owner_id"), next);
        QCOMPARE(one(shell, "SELECT s.name" + lead + " JOIN source s ON s.id=l.source_id"), QStringLiteral("Drive by"));
        QCOMPARE(one(shell, "SELECT l.type" + lead), QString::number(int(LeadType::WalkIn)));
        QCOMPARE(one(shell, "SELECT w.stock" + lead + " JOIN want w ON w.lead_id=l.id"), QStringLiteral("N1190"));
        QCOMPARE(shell.store.count("draft"), 0);
        QCOMPARE(shell.toast(), QStringLiteral("Sam Okafor added. %1 told.").arg(next.section(u' ', 0, 0)));
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shell.store.count("lead WHERE deleted=0"), leads);
    }

    void u02WalkInOfAKnownPhone()
    {
        ShellDesk shell;
        open(shell);
        // Somebody with one number, one open lead of another person than who is at the desk, and no visit so far.
        const QStringList known = one(shell,
            "SELECT hex(l.id)||'|'||c.full_name||'|'||substr(n.e164,3)||'|'||p.name FROM lead l"
            " JOIN customer c ON c.id=l.customer_id JOIN phone n ON n.customer_id=c.id AND n.deleted=0"
            " JOIN person p ON p.id=l.owner_id WHERE l.closed=0 AND l.deleted=0 AND c.merged_into IS NULL"
            " AND n.e164 LIKE '+1__________' AND 1=(SELECT count(*) FROM phone m WHERE m.customer_id=c.id)"
            " AND 1=(SELECT count(*) FROM phone m WHERE m.e164=n.e164) AND 1=(SELECT count(*) FROM lead m"
            " WHERE m.customer_id=c.id) AND NOT EXISTS(SELECT 1 FROM visit v WHERE v.customer_id=c.id)"
            " ORDER BY l.id LIMIT 1")
                                      .split(u'|');
        QCOMPARE(known.size(), 4);
        const QByteArray lead = "lead WHERE hex(id)='" + known[0].toLatin1() + '\'';
        const QString &name = known[1], &digits = known[2];
        const auto customers = shell.store.count("customer");
        const auto leads = shell.store.count("lead");
        const auto visits = shell.store.count("visit");
        const auto given = shell.store.count("assignment");
        const QString owner = one(shell, "SELECT hex(owner_id) FROM " + lead);
        const QWidget *before = focus();

        const KeyCount keys;
        shell.key(Qt::Key_F7);
        for (int typed = 1; typed <= digits.size(); ++typed) {
            shell.type(digits.mid(typed - 1, 1));
            QCoreApplication::processEvents();
            const QList<MatchCard *> shown = cards(shell);
            if (typed < 4)
                continue;
            QVERIFY2(!shown.isEmpty(), qPrintable(digits.left(typed)));
            for (const PossibleMatch &match : shell.desk->quickAdd()->form()->matches())
                QVERIFY2(isFoundBy(shell, match.customer, digits.left(typed)), qPrintable(match.name));
            if (typed >= 7)
                QVERIFY2(placeOf(shown, name) >= 0, qPrintable(digits.left(typed)));
        }
        const QList<MatchCard *> shown = cards(shell);
        QCOMPARE(placeOf(shown, name), 0);
        QCOMPARE(shown.front()->words().strength, QStringLiteral("same phone"));
        QVERIFY(shown.front()->accessibleName().contains(QStringLiteral("same phone")));
        QVERIFY(shown.front()->words().samePhone);
        QVERIFY(!shown.front()->words().sameName); // no name was typed
        QVERIFY(shown.front()->words().percent.endsWith(u'%'));
        QVERIFY(shown.front()->accessibleName().contains(shown.front()->words().percent));
        QCOMPARE(focus()->objectName(), QStringLiteral("quickadd.phone")); // a match never takes the focus
        shell.key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(shown.front()->isChosen());
        QCOMPARE(focus()->objectName(), QStringLiteral("quickadd.phone"));
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!shell.desk->quickAdd()->form());
        QCOMPARE(focus(), before);
        QCOMPARE(keys.data, 10);
        QCOMPARE(keys.beyondTheData, 3);

        QCOMPARE(shell.store.count("customer"), customers);
        QCOMPARE(shell.store.count("lead"), leads);
        QCOMPARE(shell.store.count("visit"), visits + 1);
        QCOMPARE(
            shell.store.count("visit v JOIN lead l ON l.id=v.lead_id WHERE hex(l.id)='" + known[0].toLatin1() + '\''),
            1);
        QCOMPARE(one(shell, "SELECT hex(owner_id) FROM " + lead), owner);
        QCOMPARE(shell.store.count("assignment"), given);
        QCOMPARE(shell.toast(), QStringLiteral("Visit added to %1. %2 told.").arg(name, known[3].section(u' ', 0, 0)));
    }

private:
    QTemporaryDir m_dir;
};
UPDESK_TEST(TestWalkIns);
#include "tst_walkins.moc"
