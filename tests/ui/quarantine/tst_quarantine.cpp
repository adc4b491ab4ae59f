// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"
#include "core/desk/undo.h"
#include "core/intake/codes.h"
#include "core/store/log.h"
#include "core/store/setback.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"
#include "ui/quarantine/quarantinescreen.h"
#include "ui/quarantine/quarantinewords.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QStringEncoder>

using namespace updesk;

namespace
{

const QByteArray kBroken =
    "<?xml version=\"1.0\"?><adf><prospect><customer><contact><name>Sam <phone>212-555-0144</phone>"
    "<email>sam@example.com</email></contact>";
const QByteArray kMail = "From: \"Nina Petrov\" <nina@example.org>\r\nSubject: Hello there\r\n"
                         "Date: Thu, 12 Mar 2026 09:00:00 -0400\r\nMessage-ID: <a1@example.org>\r\n\r\n"
                         "Are you open on Sunday? Call me at (212) 555-0117.\r\n";

void put(TestStore &store, const QByteArray &bytes, const char *name)
{
    const auto taken = takeDocument(*store, bytes, QLatin1String(name));
    QVERIFY(taken);
    QCOMPARE(taken->outcome, IntakeResult::Outcome::Quarantined);
    store.clock.advance(kMinute);
}

void show(QuarantineScreen &screen)
{
    screen.resize(1166, 692);
    screen.show();
    screen.focusTarget()->setFocus();
    QApplication::processEvents();
}

/// The document as it is left by giveUpDeed(): in the log alone, and among what was not taken.
void giveUp(TestStore &store)
{
    Database &database = store->database();
    Query last = database.once("SELECT max(n), (SELECT id FROM original) FROM deed");
    QVERIFY(last.next());
    const qint64 n = last.number(0);
    Setback one;
    one.table = "original";
    one.row = last.id(1);
    one.field = "name";
    one.why = QStringLiteral("given_up");
    one.at = store.clock.now();
    QVERIFY(last.done());
    QVERIFY(fenceForGood(database, n) && note(database, one));
    for (const char *table : {"quarantine", "original_part", "original"})
        QVERIFY(database.once(QByteArray("DELETE FROM ") + table).run());
}

QAbstractButton *button(QuarantineScreen &screen, const char *name)
{
    return screen.findChild<QAbstractButton *>(QStringLiteral("quarantine.") + QLatin1String(name));
}

} // namespace

class TestQuarantine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { setTheme(ThemeName::Light); }
    void cleanup() { setTextSize(100); }
    void everyCodeOfTheImporterHasASentence()
    {
        for (const QLatin1String one : {code::kEmptyDocument, code::kBinaryData, code::kNotAdf, code::kNoProspect,
                 code::kNoContact, code::kMalformedXml, code::kDtdForbidden, code::kTooLarge, code::kTooDeep,
                 code::kBounce, code::kAutoReply, code::kSpam, code::kNewsletter, code::kReply, code::kNoLeadContent,
                 code::kDateMissing, code::kBadDate, code::kDateGuessed, code::kEncodingGuessed, code::kBadPhone,
                 code::kBadEmail, code::kBadVin, code::kVinCheckDigit, code::kBadYear, code::kPlaceholderValue,
                 code::kFieldTruncated, code::kDuplicateInFile, code::kPartialFile, code::kProspectRejected,
                 code::kResend, code::kUnreachable, code::kTakenBack}) {
            const QString words = QuarantineWords::reason(one);
            QVERIFY2(!words.contains(u'(') && words.endsWith(u'.'), one.data());
        }
        QVERIFY(QuarantineWords::reason(QStringLiteral("new_code")).contains(QStringLiteral("new_code")));
    }
    void US6_aPersonWhoWasSpottedIsNotCalledAnyMoreByOneClick()
    {
        TestStore store;
        store->setPerson(store.dana);
        put(store, kBroken, "lead.xml");
        QuarantineScreen screen(*store);
        show(screen);
        QVERIFY(!button(screen, "noCalls")->isVisible()); // nobody we know
        LeadDraft known = store.webLead(3);
        known.phones = {{{}, QStringLiteral("+12125550144"), {}, PhoneKind::Mobile}};
        const Captured one = store.add(known);
        QuarantineScreen again(*store);
        show(again);
        QVERIFY(button(again, "noCalls")->isVisible());
        QSignalSpy said(&again, &Screen::said);
        QTest::mouseClick(button(again, "noCalls"), Qt::LeftButton);
        QVERIFY(!contactable(store->database(), one.customer)->call);
        QCOMPARE(said.size(), 1);
        QVERIFY(undoLast(*store));
        QVERIFY(contactable(store->database(), one.customer)->call);
    }
    void anEmptyTraySaysSo()
    {
        TestStore store;
        QuarantineScreen screen(*store);
        show(screen);
        QCOMPARE(screen.model()->rowCount(), 0);
        QVERIFY(screen.findChild<EmptyState *>()->isVisible());
        QTest::keyClick(screen.focusTarget(), Qt::Key_Delete); // nothing to set aside
        QCOMPARE(store.count("quarantine WHERE state<>0"), 0);
    }
    void theListIsAnHonestModelAndReadsAsSentences()
    {
        TestStore store;
        put(store, kBroken, "lead.xml");
        put(store, kMail, "mail.eml");
        QuarantineModel model(*store);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.reload());
        QCOMPARE(model.rowCount(), 2);
        const QString words = model.index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(words.contains(QStringLiteral("Hello there")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("(212) 555-0117")), qPrintable(words));
        QVERIFY(model.index(1).data(QuarantineModel::ReasonRole).toString().contains(QStringLiteral("XML")));
    }
    void tryingAgainSaysThatItStays()
    {
        TestStore store;
        put(store, kBroken, "lead.xml");
        QuarantineScreen screen(*store);
        show(screen);
        QTest::keyClick(screen.focusTarget(), Qt::Key_R);
        QVERIFY(screen.findChild<Banner *>()->words().contains(QStringLiteral("stays here")));
        QCOMPARE(screen.model()->rowCount(), 1);
    }
    void settingAsideCanBeTakenBackAndKeepsTheBytes()
    {
        TestStore store;
        put(store, kBroken, "lead.xml");
        QuarantineScreen screen(*store);
        show(screen);
        QSignalSpy said(&screen, &Screen::said);
        QTest::keyClick(screen.focusTarget(), Qt::Key_Delete);
        QCOMPARE(said.size(), 1);
        QVERIFY(said.front().at(1).toBool());
        QCOMPARE(screen.model()->rowCount(), 0);
        QCOMPARE(store.count("original_part"), 1);
        QVERIFY(undoLast(*store));
        QCOMPARE(screen.model()->rowCount(), 1);
        QVERIFY(screen.findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("212-555-0144")));
    }
    void whatWasSetAsideCanBeListedAndTriedAgain()
    {
        TestStore store;
        put(store, kBroken, "lead.xml");
        put(store, kMail, "mail.eml");
        QuarantineScreen screen(*store);
        show(screen);
        QVERIFY(!button(screen, "which")->isVisible());
        QTest::keyClick(screen.focusTarget(), Qt::Key_Delete);
        QVERIFY(button(screen, "which")->isVisible());
        button(screen, "which")->click();
        QCOMPARE(screen.model()->rowCount(), 1);
        QVERIFY(screen.findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("open on Sunday")));
        QTest::keyClick(screen.focusTarget(), Qt::Key_R);
        QVERIFY(screen.findChild<Banner *>()->words().contains(QStringLiteral("stays here")));
        QTest::keyClick(screen.focusTarget(), Qt::Key_Delete); // it is aside already
        QCOMPARE(store.count("quarantine WHERE state=2"), 1);
        button(screen, "which")->click();
        QCOMPARE(screen.model()->rowCount(), 1);
        QVERIFY(screen.findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("212-555-0144")));
    }
    void whatWasGivenUpIsFoundReadAndTakenUpAgain()
    {
        TestStore store;
        put(store, kBroken, "lead.xml");
        giveUp(store);
        QuarantineScreen screen(*store);
        show(screen);
        QCOMPARE(screen.model()->rowCount(), 0);
        QCOMPARE(button(screen, "given")->text(), QStringLiteral("Show what was &given up: 1"));
        button(screen, "given")->click();
        QCOMPARE(screen.model()->rowCount(), 1);
        QVERIFY(screen.model()
                    ->index(0)
                    .data(QuarantineModel::SubjectRole)
                    .toString()
                    .contains(QStringLiteral("lead.xml")));
        QVERIFY(screen.findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("212-555-0144")));
        QCOMPARE(button(screen, "again")->text(), QStringLiteral("&Take it up again"));
        QVERIFY(!button(screen, "make")->isVisible() && !button(screen, "aside")->isVisible());
        QSignalSpy made(&screen, &QuarantineScreen::makeLead);
        QTest::keyClick(screen.focusTarget(), Qt::Key_Return); // it is no row of the tray
        QCOMPARE(made.size(), 0);
        QApplication::processEvents();
        QVERIFY(screen.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/quarantine-given-light.png")));
        QSignalSpy said(&screen, &Screen::said);
        QTest::keyClick(screen.focusTarget(), Qt::Key_R);
        QCOMPARE(said.size(), 1);
        QCOMPARE(screen.model()->rowCount(), 0);
        QVERIFY(!button(screen, "given")->isVisible());
        QCOMPARE(store.count("original"), 1);
        button(screen, "which")->click();
        QCOMPARE(screen.model()->rowCount(), 1);
        QVERIFY(button(screen, "make")->isVisible());
    }
    void spamCanBeReadAndMadeALeadByHand()
    {
        TestStore store;
        put(store,
            "From: news@bulk.example\r\nTo: leads@northgate.example\r\nSubject: Hello\r\nPrecedence: bulk\r\n\r\n"
            "Call me about the red truck, 212-555-0144\r\n",
            "spam.eml");
        QuarantineScreen screen(*store);
        show(screen);
        QCOMPARE(screen.model()->rowCount(), 0);
        QVERIFY(button(screen, "which")->text().contains(u'1'));
        button(screen, "which")->click();
        QCOMPARE(screen.model()->rowCount(), 1);
        QVERIFY(screen.model()->index(0).data(QuarantineModel::ReasonRole).toString().contains(QStringLiteral("spam")));
        QVERIFY(screen.findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("red truck")));
        QVERIFY(!button(screen, "aside")->isVisible());
        RowOnlyId row;
        connect(&screen, &QuarantineScreen::makeLead, &screen, [&](RowOnlyId id, const LeadDraft &) { row = id; });
        QTest::keyClick(screen.focusTarget(), Qt::Key_Return);
        auto known = draftFromQuarantine(*store, row);
        QVERIFY(known && !known->phones.empty());
        CaptureChoices choices;
        choices.keyed = true;
        QVERIFY(leadFromQuarantine(*store, row, *known, choices));
        QCOMPARE(store.count("lead"), 1);
        QCOMPARE(screen.model()->rowCount(), 0);
        button(screen, "which")->click();
        QVERIFY(!button(screen, "which")->isVisible());
    }
    void aReplyIsFiledOnceItsSenderHasAnOpenLead()
    {
        TestStore store;
        put(store,
            "From: " + store.webLead(1).emails.front().address.toLatin1()
                + "\r\nTo: sales@northgate.example\r\nSubject: Re: hello\r\nIn-Reply-To: <x@y>\r\n\r\nYes please.\r\n",
            "r.eml");
        QuarantineScreen screen(*store);
        show(screen);
        QVERIFY(
            screen.model()->index(0).data(QuarantineModel::ReasonRole).toString().contains(QStringLiteral("reply")));
        store.add(store.webLead(1));
        QSignalSpy said(&screen, &Screen::said);
        QTest::keyClick(screen.focusTarget(), Qt::Key_R);
        QCOMPARE(said.size(), 1);
        QCOMPARE(screen.model()->rowCount(), 0);
        QVERIFY(undoLast(*store));
        QCOMPARE(screen.model()->rowCount(), 1);
    }
    void enterAsksForTheFormWithWhatWasSpotted()
    {
        TestStore store;
        put(store, kMail, "mail.eml");
        QuarantineScreen screen(*store);
        show(screen);
        LeadDraft known;
        RowOnlyId row;
        connect(&screen, &QuarantineScreen::makeLead, &screen, [&](RowOnlyId id, const LeadDraft &draft) {
            row = id;
            known = draft;
        });
        QTest::keyClick(screen.focusTarget(), Qt::Key_Return);
        QVERIFY(!row.value.isNull());
        QVERIFY(!known.emails.empty() || !known.phones.empty());
        known.full = QStringLiteral("Nina Petrov");
        CaptureChoices choices;
        choices.keyed = true;
        QVERIFY(leadFromQuarantine(*store, row, known, choices));
        QCOMPARE(screen.model()->rowCount(), 0);
        QCOMPARE(store.count("lead"), 1);
    }
    void hostileBytesAreOnlyShown()
    {
        TestStore store;
        put(store,
            QByteArray("a\x1b[2Jb\xe2\x80\xae"
                       "c<img src=x>\r\nd")
                + QByteArray(5000, 'x'),
            "hostile.txt");
        QuarantineScreen screen(*store);
        show(screen);
        const QString shown = screen.findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY(!shown.contains(QChar(0x1b)) && !shown.contains(QChar(0x202e)));
        QVERIFY2(shown.contains(QStringLiteral("c<img src=x>\ndx")), qPrintable(shown.left(80)));
        for (const QString &line : shown.split(u'\n'))
            QVERIFY(line.size() <= 1000);
    }
    void aDocumentInUtf16IsReadAsItsLetters()
    {
        TestStore store;
        QStringEncoder utf16(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
        put(store, utf16.encode(QString::fromUtf8(kBroken)), "lead.xml");
        QuarantineScreen screen(*store);
        show(screen);
        QCOMPARE(screen.findChild<QPlainTextEdit *>()->toPlainText(), QString::fromUtf8(kBroken));
    }
    void aLargeDocumentShowsItsBeginningAndAllWhenAsked()
    {
        TestStore store;
        put(store, "no lead " + QByteArray("line\n").repeated(40'000) + "THE END", "big.txt");
        QuarantineScreen screen(*store);
        show(screen);
        auto *text = screen.findChild<QPlainTextEdit *>();
        QVERIFY(!text->toPlainText().contains(QStringLiteral("THE END")));
        QVERIFY(button(screen, "all")->isVisible());
        button(screen, "all")->click();
        QVERIFY(text->toPlainText().contains(QStringLiteral("THE END")));
        QVERIFY(!button(screen, "all")->isVisible());
    }
    void everythingHasANameAndTheKeysReachIt()
    {
        TestStore store;
        put(store, kBroken, "lead.xml");
        QuarantineScreen screen(*store);
        show(screen);
        for (QWidget *one : screen.findChildren<QWidget *>()) {
            if (one->isVisible() && (one->focusPolicy() & Qt::TabFocus)) {
                const auto *pushed = qobject_cast<QAbstractButton *>(one);
                QVERIFY2(!one->accessibleName().isEmpty() || (pushed && !pushed->text().isEmpty()),
                    one->metaObject()->className());
            }
        }
    }
    void pictures()
    {
        TestStore store;
        put(store, kBroken, "lead.xml");
        put(store, kMail, "mail.eml");
        put(store, "\x89PNG\r\n\x1a\n" + QByteArray(200, '\0'), "photo.png");
        QuarantineScreen screen(*store);
        show(screen);
        screen.findChild<QListView *>()->setCurrentIndex(screen.model()->index(1));
        QApplication::processEvents();
        QVERIFY(screen.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/quarantine-light.png")));
        put(store,
            "From: news@bulk.example\r\nTo: leads@northgate.example\r\nSubject: Ten tips for May\r\nPrecedence: "
            "bulk\r\n"
            "\r\nSell more with less.\r\n",
            "spam.eml");
        button(screen, "which")->click();
        QApplication::processEvents();
        QVERIFY(screen.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/quarantine-aside-light.png")));
        button(screen, "which")->click();
        setTheme(ThemeName::Dark);
        screen.resize(824, 624);
        setTextSize(200);
        QApplication::processEvents();
        QVERIFY(screen.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/quarantine-dark-200.png")));
    }
};
UPDESK_TEST(TestQuarantine);
#include "tst_quarantine.moc"
