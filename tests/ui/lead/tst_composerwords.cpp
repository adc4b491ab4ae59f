// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/calls.h"
#include "core/desk/planverbs.h"
#include "tests/ui/lead/writingdesk.h"

using namespace updesk;

/// What the composer begins with when the next task is about a visit or an acknowledgement, and the link to a video.
class TestComposerWords : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    // F73: the words fit the task that is next.
    void aVisitToConfirmOrRemindOfIsWrittenAbout()
    {
        WritingDesk desk;
        desk.wide();
        CallLog call;
        call.outcome = Outcome::VisitSet;
        call.appointment = desk.clock.now() + 2 * kDay;
        QVERIFY(logCall(*desk.session, desk.captured.lead, call));
        desk.session->refresh({desk.captured.lead});
        desk.key(Qt::Key_T);
        QCOMPARE(desk.model()->choices()[size_t(desk.model()->choice())].key, words("visit_confirm_text"));
        QVERIFY2(
            desk.edit()->toPlainText().contains(words("Answer C to confirm")), qPrintable(desk.edit()->toPlainText()));
        QVERIFY(desk.model()->unfilled().isEmpty());
        desk.composer()->model()->close();
        QVERIFY(desk.model()->open(desk.captured.lead, Channel::Email));
        QCOMPARE(desk.model()->choices()[size_t(desk.model()->choice())].key, words("visit_confirm_email"));
        // Confirmed, the reminder is next: a person's, for nobody sends texts for this sample.
        const auto visit = *appointmentsOfLead(desk.session->database(), desk.captured.lead);
        QVERIFY(confirmVisit(*desk.session, visit.front().id));
        QVERIFY(desk.model()->open(desk.captured.lead, Channel::Text));
        const bool reminds = leadNowOf(desk.session->database(), desk.captured.lead)->nextKind == Task::Kind::Remind;
        QVERIFY(reminds);
        QCOMPARE(desk.model()->choices()[size_t(desk.model()->choice())].key, words("visit_reminder_text"));
        QVERIFY(desk.model()->unfilled().isEmpty());
    }
    void aLinkToAVideoIsCheckedPutInAndTold()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.write(words("Northgate Motors: here is your RAV4."));
        auto *open = desk.find<QWidget>("lead.composer.video");
        auto *link = desk.find<QLineEdit>("lead.composer.videoLink");
        QVERIFY(open->isVisible() && !link->isVisible());
        QTest::mouseClick(open, Qt::LeftButton);
        QVERIFY(link->isVisible() && link->hasFocus());
        QTest::keyClicks(link, words("http://video.example/v"));
        QTest::keyClick(link, Qt::Key_Return);
        QVERIFY(link->isVisible());
        QVERIFY2(link->accessibleDescription().contains(words("https://")), qPrintable(link->accessibleDescription()));
        QCOMPARE(desk.model()->body(), words("Northgate Motors: here is your RAV4."));
        link->selectAll();
        QTest::keyClicks(link, words("https://video.example/v/T1190"));
        QVERIFY(link->accessibleDescription().isEmpty());
        QTest::keyClick(link, Qt::Key_Return);
        QVERIFY(!link->isVisible());
        QCOMPARE(
            desk.edit()->toPlainText(), words("Northgate Motors: here is your RAV4. https://video.example/v/T1190"));
        desk.composer()->leave(); // the draft knows it too
        desk.key(Qt::Key_T);
        desk.send();
        QCOMPARE(desk.last().body, words("Northgate Motors: here is your RAV4. https://video.example/v/T1190"));
        QCOMPARE(desk.count("activity WHERE deleted=0 AND body='https://video.example/v/T1190'"), 1);
        desk.key(Qt::Key_T);
        QTest::mouseClick(open, Qt::LeftButton);
        QTest::keyClick(link, Qt::Key_Escape); // leaves the field, not the message
        QVERIFY(desk.shows("lead.composer") && !link->isVisible());
        QTest::mouseClick(open, Qt::LeftButton);
        QTest::keyClicks(link, words("https://half"));
        QTest::keyClick(link, Qt::Key_Escape);
        QTest::mouseClick(open, Qt::LeftButton);
        QCOMPARE(link->text(), words("https://half")); // what was typed stands there again
    }
    void US7_anAcknowledgementThatIsAPersonsHasItsWords()
    {
        WritingDesk desk;
        desk.session->setPerson(desk.mike);
        QVERIFY(useShippedPlans(*desk.session));
        desk.session->setPerson(desk.dana);
        LeadDraft draft = desk.webLead(7);
        draft.emails.clear();
        draft.textConsent = false;
        draft.consentWords.clear();
        const LeadId lead = desk.add(draft).lead;
        desk.wide();
        QVERIFY(desk.model()->open(lead, Channel::Text));
        QCOMPARE(desk.model()->choices()[size_t(desk.model()->choice())].key, words("ack_text"));
        QVERIFY2(desk.model()->body().contains(words("your question is here")), qPrintable(desk.model()->body()));
    }
};

UPDESK_TEST(TestComposerWords);
#include "tst_composerwords.moc"
