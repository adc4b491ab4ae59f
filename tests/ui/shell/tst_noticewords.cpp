// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/support/teststore.h"
#include "ui/shell/noticewords.h"

#include <set>

using namespace updesk;

class TestNoticeWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindOfNewsHasASentenceOfItsOwn()
    {
        TestStore store;
        const NoticeWords words(*store->rules());
        std::set<QString> sentences;
        for (int kind = 0; kind <= int(Notice::Kind::ListTooOld); ++kind) {
            const Notice notice{0, store.dana, Notice::Kind(kind), 0, {}, store.omar, 2, false};
            const QString sentence = words.sentence(notice, QStringLiteral("Maria Lopez"));
            QVERIFY2(!sentence.isEmpty() && sentences.insert(sentence).second, qPrintable(sentence));
            QVERIFY(!NoticeWords::quiet(notice).contains(QStringLiteral("Maria"))); // the screen may be shared
        }
    }
    void theBackupReadsWhomItIsFor()
    {
        TestStore store;
        const NoticeWords words(*store->rules());
        Notice notice{0, store.dana, Notice::Kind::BackupNeeded, 0, {}, store.omar, 1, false};
        QCOMPARE(words.sentence(notice, QStringLiteral("Maria Lopez")),
            QStringLiteral("You are Omar's backup: nobody has called Maria Lopez"));
        notice.other = {};
        QCOMPARE(words.sentence(notice, QStringLiteral("Maria Lopez")),
            QStringLiteral("Late: nobody has Maria Lopez. Call now"));
        QCOMPARE(NoticeWords::icon(Notice::Kind::BackupNeeded), Icon::Warning);
    }
};
UPDESK_TEST(TestNoticeWords);
#include "tst_noticewords.moc"
