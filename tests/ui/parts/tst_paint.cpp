// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/parts/clockpaint.h"
#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/textpaint.h"
#include "ui/parts/tierpaint.h"

#include <QPainter>

using namespace updesk;

namespace
{

template <class Draw>
QImage drawn(QSize size, Draw draw)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(colour(Colour::Base));
    QPainter painter(&image);
    draw(painter);
    return image;
}

QImage grey(const QImage &image) { return image.convertToFormat(QImage::Format_Grayscale8); }

} // namespace

class TestPaint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void everyIconDrawsSomethingInTheAskedColour()
    {
        for (int n = 0; n < kIcons; ++n) {
            const QImage image = iconPixmap(Icon(n), 20, QColor(200, 0, 0)).toImage();
            int inked = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (image.pixelColor(x, y).alpha() > 200) {
                        ++inked;
                        QVERIFY(image.pixelColor(x, y).red() > 150);
                    }
            QVERIFY2(inked >= 3, qPrintable(QString::number(n)));
        }
    }
    void anIconFollowsTheTheme()
    {
        const QIcon one = icon(Icon::Queue, Colour::Accent);
        const QImage before = one.pixmap(20, 20).toImage();
        setTheme(ThemeName::Dark);
        QVERIFY(before != one.pixmap(20, 20).toImage());
    }
    void everyClockStateHasItsOwnShapeInGrey()
    {
        QList<QImage> seen;
        for (int mark = int(ClockMark::Running); mark <= int(ClockMark::Doubted); ++mark) {
            const QImage one = grey(
                drawn({14, 14}, [mark](QPainter &p) { paintClockMark(p, QRect(0, 0, 14, 14), ClockMark(mark), 0.6); }));
            QVERIFY(!seen.contains(one));
            seen << one;
        }
    }
    void theRingShowsTheShareOfTheTimeLeft()
    {
        const auto ring = [](double left) {
            const QImage image = drawn(
                {28, 28}, [left](QPainter &p) { paintClockMark(p, QRect(0, 0, 28, 28), ClockMark::Running, left); });
            int dark = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    dark += image.pixelColor(x, y).lightness() < 90;
            return dark;
        };
        QVERIFY(ring(1.0) > ring(0.6));
        QVERIFY(ring(0.6) > ring(0.2));
        QCOMPARE(ring(-3), ring(0));
        QCOMPARE(ring(7), ring(1));
    }
    void digitsTakeTheSameRoomWhateverTheySay()
    {
        for (const Type type : {Type::Body, Type::BodyBold, Type::Figure})
            QCOMPARE(digitsWidth(QStringLiteral("11:11"), type), digitsWidth(QStringLiteral("08:40"), type));
        QVERIFY(digitsWidth(QStringLiteral("+06:10"), Type::Body) > digitsWidth(QStringLiteral("06:10"), Type::Body));
    }
    void tiersDifferInShapeWithoutColour()
    {
        QCOMPARE(tierLook(0), TierLook::Low);
        QCOMPARE(tierLook(25), TierLook::Low);
        QCOMPARE(tierLook(26), TierLook::Med);
        QCOMPARE(tierLook(51), TierLook::High);
        QCOMPARE(tierLook(76), TierLook::Hot);
        QList<QImage> seen;
        for (int tier = 0; tier < 4; ++tier) {
            const QImage one =
                drawn({20, 20}, [tier](QPainter &p) { paintTierTile(p, QRect(0, 0, 20, 20), TierLook(tier), true); });
            QVERIFY(!seen.contains(one));
            seen << one;
        }
    }
    void textTooLongIsCutAndStaysInItsBox()
    {
        const QImage image = drawn({120, 20}, [](QPainter &p) {
            const int took =
                drawText(p, QRect(10, 0, 60, 20), QStringLiteral("A very long customer name"), Type::Body, Qt::black);
            QVERIFY(took <= 60);
        });
        for (int y = 0; y < 20; ++y)
            QCOMPARE(image.pixelColor(90, y), colour(Colour::Base));
        drawn({20, 20},
            [](QPainter &p) { QCOMPARE(drawText(p, QRect(0, 0, 20, 20), QString(), Type::Body, Qt::black), 0); });
    }
    void theRowsRingIsSolidInFrontAndDottedBehind()
    {
        const auto ring = [](bool focused, bool active) {
            return drawn({100, 34}, [=](QPainter &p) {
                const RowLook look{true, false, focused, active};
                paintRow(p, QRect(0, 0, 100, 34), look);
                paintRowFocus(p, QRect(0, 0, 100, 34), look);
            });
        };
        QVERIFY(ring(true, true) != ring(false, true));
        QVERIFY(ring(true, false) != ring(false, false));
        QVERIFY(ring(true, true) != ring(true, false));
    }
    void partsGrowWithTheText()
    {
        const QSize key = keycapSize(QStringLiteral("Ctrl+Enter"));
        const QSize chip = tierChipSize();
        QCOMPARE(chip, QSize(82, 20));
        QCOMPARE(gradeSize(), QSize(18, 18));
        QCOMPARE(badgeSize(QStringLiteral("9")), QSize(20, 18));
        setTextSize(200);
        QVERIFY(keycapSize(QStringLiteral("Ctrl+Enter")).width() > key.width() * 3 / 2);
        QVERIFY(tierChipSize().width() > chip.width());
        setTextSize(100);
    }
};
UPDESK_TEST(TestPaint);
#include "tst_paint.moc"
