// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/parts/sheet.h"
#include "ui/parts/spacing.h"
#include "ui/parts/theme.h"
#include "ui/parts/type.h"

#include <QApplication>

#include <array>
#include <cmath>

using namespace updesk;

namespace
{

using Rgb = std::array<double, 3>;

double linear(double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); }

Rgb linearOf(const QColor &c) { return {linear(c.redF()), linear(c.greenF()), linear(c.blueF())}; }

double contrast(const QColor &a, const QColor &b)
{
    const auto light = [](const QColor &c) {
        const Rgb rgb = linearOf(c);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    };
    const double first = light(a) + 0.05;
    const double second = light(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

/// Sight at full strength (Machado, Oliveira and Fernandes 2009), on linear light.
constexpr std::array<std::array<double, 9>, 4> kSight{{{1, 0, 0, 0, 1, 0, 0, 0, 1},
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}}};

Rgb seen(const Rgb &c, const std::array<double, 9> &m)
{
    Rgb out{};
    for (std::size_t i = 0; i < 3; ++i)
        out[i] = std::clamp(m[i * 3] * c[0] + m[i * 3 + 1] * c[1] + m[i * 3 + 2] * c[2], 0.0, 1.0);
    return out;
}

Rgb labOf(const Rgb &c)
{
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
    const double x = f((0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047);
    const double y = f(0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
    const double z = f((0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const QColor &a, const QColor &b, const std::array<double, 9> &sight)
{
    const Rgb p = labOf(seen(linearOf(a), sight));
    const Rgb q = labOf(seen(linearOf(b), sight));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

struct Promise {
    Colour ink, on;
    double light, dark;
};

/// The contrasts the design promises, each for light and dark.
constexpr std::array<Promise, 46> kPromises{{
    {Colour::Text, Colour::Base, 16.6, 13.8},
    {Colour::Text, Colour::Window, 15.2, 15.0},
    {Colour::Text, Colour::Selection, 13.1, 8.9},
    {Colour::Text2, Colour::Base, 7.9, 8.5},
    {Colour::Text2, Colour::Window, 7.2, 9.3},
    {Colour::Text2, Colour::Selection, 6.2, 5.5},
    {Colour::Hint, Colour::Base, 5.3, 5.9},
    {Colour::Hint, Colour::Window, 4.9, 6.4},
    {Colour::Hint, Colour::Selection, 4.2, 3.8},
    {Colour::Line, Colour::Base, 4.1, 4.5},
    {Colour::Line, Colour::Window, 3.7, 4.9},
    {Colour::Line, Colour::Selection, 3.2, 2.9},
    {Colour::Divider, Colour::Base, 1.4, 1.5},
    {Colour::OnAccent, Colour::Accent, 6.8, 8.6},
    {Colour::Accent, Colour::Base, 6.8, 7.6},
    {Colour::Accent, Colour::Window, 6.3, 8.3},
    {Colour::Accent, Colour::Selection, 5.4, 4.9},
    {Colour::Focus, Colour::Base, 6.8, 9.3},
    {Colour::Focus, Colour::Window, 6.3, 10.1},
    {Colour::Focus, Colour::Selection, 5.4, 6.0},
    {Colour::Good, Colour::GoodTint, 5.7, 7.0},
    {Colour::Good, Colour::Base, 6.5, 8.9},
    {Colour::Good, Colour::Window, 6.0, 9.7},
    {Colour::Good, Colour::Selection, 5.2, 5.8},
    {Colour::Close, Colour::CloseTint, 6.1, 7.4},
    {Colour::Close, Colour::Base, 6.8, 9.3},
    {Colour::Close, Colour::Window, 6.2, 10.2},
    {Colour::Close, Colour::Selection, 5.4, 6.0},
    {Colour::Bad, Colour::BadTint, 5.6, 6.4},
    {Colour::Bad, Colour::Base, 6.5, 7.5},
    {Colour::Bad, Colour::Window, 6.0, 8.1},
    {Colour::Bad, Colour::Selection, 5.2, 4.8},
    {Colour::LateText, Colour::LateFill, 6.5, 8.3},
    {Colour::OnHot, Colour::Hot, 8.2, 8.8},
    {Colour::OnHigh, Colour::High, 6.8, 7.5},
    {Colour::OnMed, Colour::Med, 7.4, 6.7},
    {Colour::OnLow, Colour::Low, 8.1, 7.3},
    {Colour::Text, Colour::Hover, 0, 0},
    {Colour::Text2, Colour::Hover, 0, 0},
    {Colour::Hint, Colour::Hover, 0, 0},
    {Colour::Hint, Colour::Alt, 0, 0},
    {Colour::Text2, Colour::Alt, 0, 0},
    {Colour::Text, Colour::Alt, 0, 0},
    {Colour::Accent, Colour::Hover, 0, 0},
    {Colour::Close, Colour::Alt, 0, 0},
    {Colour::Bad, Colour::Alt, 0, 0},
}};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyColourHasItsRowInOrder()
    {
        for (std::size_t i = 0; i < kColourTable.size(); ++i)
            QCOMPARE(std::size_t(kColourTable[i].role), i);
    }
    void everyContrastIsTheOnePromised()
    {
        const Theme light = Theme::light();
        const Theme dark = Theme::dark();
        for (const Promise &promise : kPromises) {
            const std::array<std::pair<double, double>, 2> pairs{
                {{contrast(light[promise.ink], light[promise.on]), promise.light},
                    {contrast(dark[promise.ink], dark[promise.on]), promise.dark}}};
            for (const auto &[is, should] : pairs) {
                const auto words = QStringLiteral("%1 on %2: %3, promised %4")
                                       .arg(int(promise.ink))
                                       .arg(int(promise.on))
                                       .arg(is)
                                       .arg(should);
                if (should > 0)
                    QVERIFY2(std::abs(is - should) <= 0.1, qPrintable(words));
                else
                    QVERIFY2(is >= 4.5, qPrintable(words));
            }
        }
    }
    void trendSeriesStandOutFromTheGround()
    {
        for (const Theme &theme : {Theme::light(), Theme::dark()})
            for (int n = int(Colour::Series1); n <= int(Colour::Series6); ++n)
                QVERIFY(contrast(theme[Colour(n)], theme[Colour::Base]) >= 3.0);
    }
    void inkOnSelectionIsAlwaysReadable()
    {
        for (const Theme &theme : {Theme::light(), Theme::dark()})
            for (const Colour role : {Colour::Text, Colour::Text2, Colour::Hint, Colour::Accent})
                QVERIFY(contrast(theme.ink(role, true), theme[Colour::Selection]) >= 4.5);
    }
    void tiersAreToldApartInEverySight()
    {
        const std::array<Colour, 4> fills{Colour::Hot, Colour::High, Colour::Med, Colour::Low};
        for (const Theme &theme : {Theme::light(), Theme::dark()})
            for (const auto &sight : kSight)
                for (std::size_t a = 0; a < fills.size(); ++a)
                    for (std::size_t b = a + 1; b < fills.size(); ++b) {
                        const double apart = distance(theme[fills[a]], theme[fills[b]], sight);
                        QVERIFY2(apart >= 22.95, qPrintable(QStringLiteral("%1 and %2: %3").arg(a).arg(b).arg(apart)));
                    }
    }
    void sheetIsShortAndFullyColoured()
    {
        setTheme(ThemeName::Light);
        const QString sheet = styleSheet(theme());
        QVERIFY(sheet.count(QLatin1Char('\n')) < 150);
        QVERIFY(!sheet.contains(QLatin1Char('@')));
        QVERIFY(sheet.contains(colour(Colour::Base).name()));
    }
    void aThemeChangeReachesPaletteSheetAndListeners()
    {
        setTheme(ThemeName::Light);
        QSignalSpy spy(themeChanges(), &ThemeChanges::changed);
        setTheme(ThemeName::Dark);
        QCOMPARE(spy.count(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::dark()[Colour::Base]);
        QVERIFY(qApp->styleSheet().contains(Theme::dark()[Colour::Selection].name()));
        setTheme(ThemeName::Dark);
        QCOMPARE(spy.count(), 1);
        setTheme(ThemeName::HighContrast);
        QVERIFY(theme().isSystem());
        QCOMPARE(QApplication::palette().color(QPalette::Highlight), systemPalette().color(QPalette::Highlight));
        setTheme(ThemeName::Light);
    }
    void textSizeIsHeldAndReachesEveryStep()
    {
        setTheme(ThemeName::Light);
        setTextSize(500);
        QCOMPARE(textSize(), 200);
        QCOMPARE(font(Type::Body).pixelSize(), 26);
        QCOMPARE(scaled(kRowNormal), 68);
        setTextSize(1);
        QCOMPARE(textSize(), 90);
        QCOMPARE(font(Type::Caption).pixelSize(), 10);
        QCOMPARE(scaled(24), 24);
        setTextSize(100);
        QCOMPARE(QApplication::font().pixelSize(), 13);
        QCOMPARE(font(Type::Title).weight(), QFont::DemiBold);
    }
    void labelsKeepTheirStepWhenTheTextGrows()
    {
        TextLabel label(QStringLiteral("Now 9"), Type::Title, Colour::Hint);
        setTextSize(200);
        QCOMPARE(label.font().pixelSize(), 36);
        setTheme(ThemeName::Dark);
        QCOMPARE(label.palette().color(QPalette::WindowText), Theme::dark()[Colour::Hint]);
        setTextSize(100);
        setTheme(ThemeName::Light);
        QCOMPARE(label.font().pixelSize(), 18);
    }
};
UPDESK_TEST(TestTheme);
#include "tst_theme.moc"
