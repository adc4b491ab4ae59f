// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filetext.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/tones.h"
#include "core/desk/undo.h"
#include "core/intake/bytes.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/parts/readabletext.h"
#include "ui/lead/timelineview.h"

#include <QAbstractItemModelTester>
#include <QFile>

using namespace updesk;

namespace
{

QStringList lines(const TimelineModel &model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out << model.index(row).data(Qt::AccessibleTextRole).toString();
    return out;
}

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT
    static void load(TimelineModel &model, LeadDesk &desk)
    {
        model.setCustomer(desk.captured.customer, LeadWords(*desk.session->rules()));
    }
    static void fill(LeadDesk &desk, int notes)
    {
        for (int n = 0; n < notes; ++n) {
            desk.clock.advance(6 * kHour);
            QVERIFY(addNote(*desk, desk.captured.lead, QStringLiteral("note %1\nand more").arg(n)));
        }
    }
private Q_SLOTS:
    void aNewLeadHasItsInquiryScoreAndOwner()
    {
        LeadDesk desk;
        TimelineModel model(*desk);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        load(model, desk);
        const QString all = lines(model).join(u'\n');
        QVERIFY2(all.startsWith(QStringLiteral("Today")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("“Is the XLE on the lot this weekend?”")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Scored ")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Dana")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Original can be shown")), qPrintable(all));
    }
    void whatSoundsAngryOrUrgentSaysSoUntilAPersonTakesItOff()
    {
        LeadDesk desk;
        TimelineModel model(*desk);
        load(model, desk);
        desk.clock.advance(kMinute);
        const auto filed = fileText(*desk,
            {QStringLiteral("TL1"), loadAll(desk->database(), kPhone)->front().e164, QStringLiteral("+14045550100"),
                QStringLiteral("You lied to me"), 0});
        QVERIFY(filed && filed->lead == desk.captured.lead);
        model.reload();
        const auto row = [&](const QString &words) {
            for (int i = 0; i < model.rowCount(); ++i)
                if (model.index(i).data().toString().contains(words))
                    return model.index(i);
            return QModelIndex();
        };
        const QString said = QStringLiteral("You lied to me"), mark = QStringLiteral("Sounds angry");
        QVERIFY(row(said).isValid());
        QCOMPARE(row(said).data(TimelineModel::DoubtRole).toString(), mark); // drawn with an icon
        QVERIFY(row(said).data(Qt::AccessibleTextRole).toString().contains(mark));
        model.setKind(TimelineKind::Messages);
        model.reload();
        QCOMPARE(row(said).data(TimelineModel::DoubtRole).toString(), mark);
        QVERIFY(takeToneOff(*desk, desk.captured.lead));
        model.reload();
        QCOMPARE(row(said).data(TimelineModel::DoubtRole).toString(), QString());
        model.setKind(TimelineKind::All);
        QVERIFY(row(QStringLiteral("not angry or urgent after all")).isValid());
    }
    void whatWasWrittenByATurnedClockSaysSo()
    {
        LeadDesk desk;
        desk.clock.advance(kMinute);
        desk.clock.setJumped(-40 * kMinute);
        QVERIFY(addNote(*desk, desk.captured.lead, QStringLiteral("a note of then")));
        desk.clock.advance(kMinute);
        desk.clock.setJumped(2 * kDay);
        QVERIFY(addNote(*desk, desk.captured.lead, QStringLiteral("a note of later")));
        TimelineModel model(*desk);
        load(model, desk);
        const auto doubt = [&](const char *text) {
            for (int row = 0; row < model.rowCount(); ++row) {
                if (model.index(row).data().toString() == QLatin1String(text))
                    return model.index(row).data(TimelineModel::DoubtRole).toString();
            }
            return QStringLiteral("no such line");
        };
        const QString back = QStringLiteral("The clock of the computer that wrote this down had been set back by 40 "
                                            "minute(s) within the hour before");
        QCOMPARE(doubt("a note of then"), back);
        QVERIFY2(doubt("a note of later").contains(QStringLiteral("set forward by 2 day(s)")),
            qPrintable(doubt("a note of later")));
        const QStringList all = lines(model);
        QCOMPARE(int(std::ranges::count_if(all, [&](const QString &line) { return line.contains(back); })), 1);
        QCOMPARE(all.filter(QStringLiteral("The clock of the computer")).size(), 2); // and no other line
        model.setFind(QStringLiteral("clock back"));
        QCOMPARE(model.rowCount(), 2); // the day and the entry
    }
    void theViewGivesADoubtItsOwnLine()
    {
        LeadDesk desk;
        desk.clock.setJumped(-40 * kMinute);
        QVERIFY(addNote(*desk, desk.captured.lead, QStringLiteral("in doubt")));
        desk.clock.setJumped(0);
        QVERIFY(addNote(*desk, desk.captured.lead, QStringLiteral("sound")));
        TimelineModel model(*desk);
        load(model, desk);
        TimelineView view(&model);
        const auto height = [&](const char *text) {
            for (int row = 0; row < model.rowCount(); ++row) {
                if (model.index(row).data().toString() == QLatin1String(text))
                    return view.visualRect(model.index(row)).height();
            }
            return 0;
        };
        view.resize(900, 500);
        view.show();
        QCoreApplication::processEvents();
        const int wide = height("in doubt") - height("sound");
        QVERIFY2(wide >= lineHeight(Type::Body), QByteArray::number(wide).constData());
        view.resize(420, 500); // where it does not fit, it goes on in a second line
        QCoreApplication::processEvents();
        QVERIFY(height("in doubt") - height("sound") > wide);
    }
    void whoAskedAgainSaysThroughWhatAndABadAddressIsTold()
    {
        LeadDesk desk;
        const auto asks = [&](const char *source, const char *number) {
            LeadDraft again = desk.webLead(0);
            again.source = QString::fromLatin1(source);
            again.externalId = QString::fromLatin1(number);
            desk.clock.advance(kMinute);
            CaptureChoices choices;
            choices.customer = desk.captured.customer;
            QCOMPARE(desk.add(again, choices).lead, desk.captured.lead);
        };
        asks("AutoSite", "A-1");
        const QByteArray report = "From: MAILER-DAEMON@mx.example\r\nTo: sales@northgate.example\r\nSubject: Failed\r\n"
                                  "X-Failed-Recipients: "
            + desk.webLead(0).emails.front().address.toLatin1()
            + "\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
              "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: "
              "rfc822; "
            + desk.webLead(0).emails.front().address.toLatin1() + "\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";
        QVERIFY(takeDocument(*desk, report, QStringLiteral("b.eml"))->setAside);
        TimelineModel model(*desk);
        load(model, desk);
        const QString all = lines(model).join(u'\n');
        QVERIFY2(all.contains(QStringLiteral("asked again, 2nd source: AutoSite")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("the address is bad")), qPrintable(all));
    }
    void aMailThatWasOpenedIsAQuietLineOfTheCustomers()
    {
        LeadDesk desk;
        const auto lead = updesk::load(desk->database(), kLead, desk.captured.lead.value);
        const auto write = [&](Activity::Code code, const char *subject) {
            Activity row;
            row.id = {newId(desk.clock.now())};
            row.lead = lead->id;
            row.customer = lead->customer;
            row.kind = Activity::Kind::System;
            row.at = desk.clock.now();
            row.code = code;
            row.body = QString::fromUtf8(subject);
            QVERIFY(doDeed(*desk, "measure", {}, [&](Transaction &tx) { return apply(tx, put(kActivity, row)); }));
        };
        write(Activity::Code::MailOpened, "Your RAV4");
        write(Activity::Code::MailClicked, "Your RAV4");
        write(Activity::Code::MailClicked, ""); // the mail has not come to this desk yet
        TimelineModel model(*desk);
        load(model, desk);
        const QString all = lines(model).join(u'\n') + u'\n'; // of one moment, in any order
        QVERIFY2(all.contains(QStringLiteral("Opened the email “Your RAV4”")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Followed a link in the email “Your RAV4”")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("Followed a link in the email\n")), qPrintable(all));
        QVERIFY2(all.count(QStringLiteral("Customer")) >= 3, qPrintable(all));
    }
    void daysAreHeadingsAndPagesFollow()
    {
        LeadDesk desk;
        fill(desk, 200);
        TimelineModel model(*desk);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        load(model, desk);
        QVERIFY(model.canFetchMore({}));
        const int first = model.rowCount();
        while (model.canFetchMore({}))
            model.fetchMore({});
        QVERIFY(model.rowCount() > first);
        QSet<QString> headings;
        int notes = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row);
            if (index.data(TimelineModel::HeadingRole).toBool()) {
                QVERIFY2(!headings.contains(index.data().toString()), "a day stands twice");
                headings.insert(index.data().toString());
            } else {
                notes += index.data().toString().startsWith(QStringLiteral("note"));
            }
        }
        QCOMPARE(notes, 200);
        QVERIFY(headings.contains(QStringLiteral("Today")) && headings.contains(QStringLiteral("Yesterday")));
        QVERIFY(headings.contains(QStringLiteral("March 12")));
    }
    void findLooksThroughAllOfIt()
    {
        LeadDesk desk;
        fill(desk, 200);
        TimelineModel model(*desk);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        load(model, desk);
        model.setFind(QStringLiteral("NOTE 7"));
        int found = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            found += !model.index(row).data(TimelineModel::HeadingRole).toBool();
        QCOMPARE(found, 11); // 7 and 70 to 79
        model.setFind(QStringLiteral("nothing like it"));
        QCOMPARE(model.rowCount(), 0);
        model.setFind({});
        QVERIFY(model.rowCount() > 0);
    }
    void aFilterShowsOneKind()
    {
        LeadDesk desk;
        fill(desk, 3);
        TimelineModel model(*desk);
        load(model, desk);
        model.setKind(TimelineKind::Messages);
        QCOMPARE(model.rowCount(), 2); // a day and the inquiry
        model.setKind(TimelineKind::Visits);
        QCOMPARE(model.rowCount(), 0);
    }
    void evidenceIsAWord()
    {
        LeadDesk desk;
        TimelineModel model(*desk);
        const auto call = [](Outcome outcome, Time dialled, Time ended, Time told) {
            CallLog log;
            log.outcome = outcome;
            log.dialledAt = dialled;
            log.endedAt = ended;
            log.told = told;
            return log;
        };
        const Time now = desk.clock.now();
        const std::array<std::pair<CallLog, const char *>, 3> calls{{
            {call(Outcome::NoAnswer, now, now + 32 * kSecond, 0), "No answer, 0:32. verified"},
            {call(Outcome::Voicemail, now + 40 * kSecond, now + 43 * kSecond, 0), "Voicemail, 0:03. not verified"},
            {call(Outcome::NoAnswer, 0, 0, now + 50 * kSecond), "No answer. told"},
        }};
        desk.clock.advance(kMinute);
        for (const auto &[log, words] : calls)
            QVERIFY(logCall(*desk, desk.captured.lead, log));
        load(model, desk);
        const QString all = lines(model).join(u'\n');
        for (const auto &[log, words] : calls)
            QVERIFY2(all.contains(QLatin1String(words)), qPrintable(all));
    }
    void whatUndoTookBackIsStruckOut()
    {
        LeadDesk desk;
        fill(desk, 1);
        QVERIFY(undoLast(*desk));
        TimelineModel model(*desk);
        load(model, desk);
        const QModelIndex note = model.index(1);
        QCOMPARE(note.data().toString(), QStringLiteral("note 0"));
        QVERIFY(note.data(TimelineModel::StruckRole).toBool());
        QVERIFY(note.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Taken back")));
    }
    void enterUnfoldsTheWholeWords()
    {
        LeadDesk desk;
        fill(desk, 1);
        TimelineModel model(*desk);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        load(model, desk);
        TimelineView view(&model);
        view.resize(600, 300);
        view.show();
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentIndex().row(), 1);
        const int before = view.visualRect(view.currentIndex()).height();
        QTest::keyClick(&view, Qt::Key_Return);
        QVERIFY(view.currentIndex().data(TimelineModel::ExpandedRole).toBool());
        QVERIFY(view.visualRect(view.currentIndex()).height() > before);
        QTest::keyClick(&view, Qt::Key_Return);
        QVERIFY(!view.currentIndex().data(TimelineModel::ExpandedRole).toBool());
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.currentIndex().row(), model.rowCount() - 1);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.currentIndex().row(), 1);
        QVERIFY(!model.toggle(0)); // a heading has nothing to unfold
        QVERIFY(!model.toggle(-1) && !model.toggle(10'000));
    }
    void everyCodeHasWords()
    {
        const LeadWords words;
        for (int kind = 0; kind <= int(Activity::Kind::System); ++kind)
            for (int code = 0; code <= 40; ++code)
                for (int direction = 0; direction <= 2; ++direction) {
                    TimelineRow row;
                    row.activity.kind = Activity::Kind(kind);
                    row.activity.code = Activity::Code(code);
                    row.activity.direction = Activity::Direction(direction);
                    QVERIFY(!timelineText(row, words, 0).text.isEmpty());
                    QVERIFY(!timelineText(row, words, 0).who.isEmpty());
                }
        for (int reason = 0; reason <= 12; ++reason) {
            TimelineRow row;
            row.from = TimelineRow::From::Assignment;
            row.reason = reason;
            QVERIFY(!timelineText(row, words, 0).text.isEmpty());
        }
        TimelineRow score;
        score.from = TimelineRow::From::Score;
        score.points = 64;
        score.pointsBefore = 52;
        QCOMPARE(timelineText(score, words, 0).text, QStringLiteral("High 64 (+12)"));
    }
    void theCallThatGoesOnStandsOnTop()
    {
        LeadDesk desk;
        TimelineModel model(*desk);
        load(model, desk);
        model.setCalling(QStringLiteral("Calling, attempt 1"));
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("Calling, attempt 1"));
        QVERIFY(!model.rowAt(1));
        QCOMPARE(lines(model).filter(QStringLiteral("Today")).size(), 1);
        model.setCalling({});
        QVERIFY(model.rowAt(1));
    }
    void hostileBytesBecomeHarmlessText()
    {
        const QString text = readablePart(readableBytes(QByteArray("a\0b\x1b[31m\xE2\x80\xAE"
                                                                   "c\r\nd\rE",
                                              17)),
            0);
        QCOMPARE(readablePart(QStringLiteral("a\u202Eb"), 0), QStringLiteral("a\u00b7b"));
        QVERIFY(!text.contains(QChar(u'\0')) && !text.contains(QChar(u'\x1b')) && !text.contains(QChar(u'\u202E')));
        QVERIFY(text.contains(QStringLiteral("a\u2400b\u241b[31m")));
        QVERIFY(text.endsWith(QStringLiteral("\nd\nE")));
        QCOMPARE(readablePart(readableBytes("caf\xe9 \x93so\x94"), 0),
            QStringLiteral("caf\u00e9 \u201cso\u201d")); // not UTF-8
        QCOMPARE(readablePart({}, 0), QString());
        QCOMPARE(readablePart(QStringLiteral("abc"), 7), QString());
    }
    void tenMegabytesInOneLineAreReadInParts()
    {
        const QByteArray bytes = QByteArray("\xC3\xA9").repeated(5 * 1024 * 1024);
        const QString document = readableBytes(bytes);
        const int parts = readableParts(document);
        QVERIFY(parts > 25);
        qsizetype letters = 0;
        for (int part = 0; part < parts; ++part) {
            const QString text = readablePart(document, part);
            QVERIFY(text.size() < kReadablePart + 1000);
            letters += text.count(QChar(u'\u00e9'));
            for (const QString &line : text.split(u'\n'))
                QVERIFY(line.size() <= 1000);
        }
        QCOMPARE(letters, qsizetype(5 * 1024 * 1024)); // none torn, none lost
    }
    void aDocumentInUtf16IsReadAsItsLetters()
    {
        QFile file(QStringLiteral(UPDESK_TEST_DATA "/intake/adf/19_utf16le_bom.xml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = readablePart(readableBytes(file.readAll()), 0);
        QVERIFY2(text.startsWith(QStringLiteral("<?")) && text.contains(QStringLiteral("</adf>")), qPrintable(text));
    }
};
UPDESK_TEST(TestTimelineModel);
#include "tst_timelinemodel.moc"
