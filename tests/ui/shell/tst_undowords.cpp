// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/lead.h"
#include "core/sequences/plantables.h"
#include "tests/support/suite.h"
#include "ui/shell/undowords.h"

using namespace updesk;

/// What is said of a deed that was taken back.
class TestUndoWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSequenceThatIsOverAllTheSameIsNotSaidToGoOn()
    {
        Undone undone;
        undone.verb = "plan_stop";
        QCOMPARE(undoneWords(undone), QStringLiteral("The sequence goes on."));
        undone.kept = {{&kEnrolment, newId(1), "state"}};
        const QString stays =
            QStringLiteral("The sequence stays as it is: somebody else or the customer ended it too.");
        QCOMPARE(undoneWords(undone), stays);
        undone.kept.push_back({&kLead, newId(1), "best_time"});
        QVERIFY(undoneWords(undone).startsWith(stays + QStringLiteral(" 1 thing"))); // the other one
        undone.verb = "refuse";
        QVERIFY(undoneWords(undone).startsWith(
            QStringLiteral("They may be contacted that way again. ") + stays + QStringLiteral(" 1 thing")));
        undone.kept = {{&kEnrolment, newId(1), "next_at"}}; // it does go on
        QVERIFY(!undoneWords(undone).contains(stays));
    }
};

UPDESK_TEST(TestUndoWords);
#include "tst_undowords.moc"
