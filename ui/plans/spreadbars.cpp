// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/spreadbars.h"

#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/parts/theme.h"
#include "ui/plans/planwords.h"

#include <QPainter>

#include <algorithm>

namespace updesk
{

namespace
{
constexpr int kBar = 6, kBetween = 2, kBarHeight = 14, kDayWidth = 52, kDayGap = 8, kLegendGap = 12;
}

PlanSpread spreadOf(const Plan &plan, const std::vector<PlannedStep> &planned)
{
    PlanSpread out;
    out.last = plan.days;
    for (const PlannedStep &one : planned) {
        if (plan.steps[std::size_t(one.step)].acknowledges)
            continue;
        const int day = PlanWords::dayOf(one.at);
        auto known = std::ranges::find(out.days, day, &PlanSpread::Day::day);
        if (known == out.days.end())
            known = out.days.insert(out.days.end(), {day, {}});
        known->attempts.push_back(one.part);
        if (one.part != DayPart::Any)
            ++out.parts[std::size_t(one.part) - 1];
    }
    std::ranges::sort(out.days, {}, &PlanSpread::Day::day);
    return out;
}

SpreadBars::SpreadBars(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SpreadBars::setSpread(const PlanSpread &spread)
{
    if (m_spread == spread)
        return;
    m_spread = spread;
    setAccessibleName(sentence());
    setToolTip(sentence());
    update();
}

QString SpreadBars::sentence() const
{
    QStringList days;
    for (const PlanSpread::Day &day : m_spread.days)
        //: a day of the sequence and its attempts
        days << tr("day %1: %2").arg(day.day).arg(day.attempts.size());
    return tr("Attempts by day. %1. %2.").arg(days.join(QStringLiteral(", ")), SpreadLegend::words(m_spread));
}

QSize SpreadBars::sizeHint() const { return {scaled(400), scaled(kBarHeight) + lineHeight(Type::Caption) + scaled(6)}; }
QSize SpreadBars::minimumSizeHint() const { return {scaled(120), sizeHint().height()}; }

static void drawBar(QPainter &painter, const QRect &bar, DayPart part)
{
    const QColor ink = colour(part == DayPart::Any ? Colour::Close : Colour::Series1);
    if (part == DayPart::Morning || part == DayPart::Any)
        return painter.fillRect(bar, ink);
    if (part == DayPart::Afternoon)
        painter.fillRect(bar.adjusted(0, bar.height() / 2, 0, 0), ink);
    painter.setPen(ink);
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
}

// Where the days do not all have room they stand closer, and not each has its words.
void SpreadBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    std::vector<PlanSpread::Day> days = m_spread.days;
    if (days.empty() || days.back().day < m_spread.last)
        days.push_back({m_spread.last, {}});
    int needed = 0;
    std::vector<int> widths;
    for (const PlanSpread::Day &day : days) {
        widths.push_back(std::max(scaled(kDayWidth), int(day.attempts.size()) * scaled(kBar + kBetween)));
        needed += widths.back() + scaled(kDayGap);
    }
    const double share = needed > width() ? double(width()) / needed : 1.0;
    const int high = scaled(kBarHeight);
    double x = 0;
    int wordsEnd = -1;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const int left = int(x), wide = int(widths[i] * share);
        painter.fillRect(QRect(left, high, wide, 1), colour(Colour::Line));
        const int step =
            std::max(2, std::min(scaled(kBar + kBetween), wide / std::max(1, int(days[i].attempts.size()))));
        for (std::size_t n = 0; n < days[i].attempts.size(); ++n)
            drawBar(painter, QRect(left + int(n) * step, 0, std::max(1, step - scaled(kBetween)), high),
                days[i].attempts[n]);
        const QString words = tr("day %1").arg(days[i].day);
        if (left > wordsEnd) {
            drawText(painter, QRect(left, high + scaled(4), width() - left, lineHeight(Type::Caption)), words,
                Type::Caption, colour(Colour::Text2));
            wordsEnd = left + textWidth(words, Type::Caption);
        }
        x += (widths[i] + scaled(kDayGap)) * share;
    }
}

static constexpr std::array kParts{DayPart::Morning, DayPart::Afternoon, DayPart::Evening};

static QString countOf(const PlanSpread &spread, DayPart part)
{
    //: a part of the day and how many attempts fall in it
    return SpreadLegend::tr("%1 %2").arg(PlanWords::part(part)).arg(spread.parts[std::size_t(part) - 1]);
}

QString SpreadLegend::words(const PlanSpread &spread)
{
    QStringList all;
    for (const DayPart part : kParts)
        all << countOf(spread, part);
    return all.join(QStringLiteral(", "));
}

SpreadLegend::SpreadLegend(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SpreadLegend::setSpread(const PlanSpread &spread)
{
    m_spread = spread;
    setAccessibleName(words(spread));
    updateGeometry();
    update();
}

QSize SpreadLegend::sizeHint() const
{
    int wide = 0;
    for (const DayPart part : kParts)
        wide += scaled(kBar + 6 + kLegendGap) + textWidth(countOf(m_spread, part), Type::Body);
    return {wide, scaled(kBarControlHeight)};
}

void SpreadLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int x = 0;
    const int high = scaled(kBarHeight);
    for (const DayPart part : kParts) {
        drawBar(painter, QRect(x, (height() - high) / 2, scaled(kBar), high), part);
        x += scaled(kBar + 6);
        const QString words = countOf(m_spread, part);
        drawText(painter, QRect(x, 0, width() - x, height()), words, Type::Body, colour(Colour::Text2));
        x += textWidth(words, Type::Body) + scaled(kLegendGap);
    }
}

} // namespace updesk
