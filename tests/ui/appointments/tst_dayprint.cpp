// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/appointments/boarddesk.h"
#include "ui/appointments/dayprint.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

using namespace updesk;

class TestDayPrint : public QObject
{
    Q_OBJECT
    static QImage page(const DayPrint &print, const QSize &size, int number)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        print.paint(painter, size, number);
        return image;
    }
    static int dark(const QImage &image, const QRect &in)
    {
        int n = 0;
        for (int y = in.top(); y <= in.bottom(); ++y) {
            for (int x = in.left(); x <= in.right(); ++x)
                n += qGray(image.pixel(x, y)) < 128;
        }
        return n;
    }
private Q_SLOTS:
    void aDayOfSixIsOnePageAndBlackOnWhiteInTheDarkToo()
    {
        BoardDesk desk;
        desk.six();
        BoardModel model(*desk.store);
        const DayPrint print(model);
        const QSize letter(720, 960);
        QCOMPARE(print.pages(letter), 1);
        setTheme(ThemeName::Dark);
        const QImage image = page(print, letter, 1);
        setTheme(ThemeName::Light);
        QVERIFY(dark(image, {0, 0, 720, 80}) > 200); // the head
        QVERIFY(dark(image, {0, 110, 720, 160}) > 500); // the rows
        QCOMPARE(dark(image, {0, 400, 720, 400}), 0); // and nothing below them
        QCOMPARE(qGray(image.pixel(2, 500)), 255);
    }
    void aLongDayGoesOnOverPages()
    {
        BoardDesk desk;
        for (int i = 0; i < 70; ++i)
            desk.book({.first = "Sam", .last = "Okafor"}, Time(i) * kMinute + kMinute, desk.store.dana);
        BoardModel model(*desk.store);
        QCOMPARE(model.rowCount(), 70);
        const DayPrint print(model);
        const QSize letter(720, 960);
        const int pages = print.pages(letter);
        QCOMPARE(pages, 3);
        QVERIFY(dark(page(print, letter, pages), {0, 110, 720, 100}) > 100);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        {
            QPdfWriter writer(&buffer);
            QVERIFY(print.print(writer));
        }
        QVERIFY(bytes.startsWith("%PDF"));
        QVERIFY(bytes.count("/Type /Page\n") >= 2);
    }
    void anEmptyDayIsAPageThatSaysSo()
    {
        TestStore store;
        BoardModel model(*store);
        const DayPrint print(model);
        QCOMPARE(print.pages({720, 960}), 1);
        QVERIFY(dark(page(print, {720, 960}, 1), {0, 100, 720, 60}) > 50);
    }
};
UPDESK_TEST(TestDayPrint);
#include "tst_dayprint.moc"
