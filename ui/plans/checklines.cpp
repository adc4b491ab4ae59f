// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/checklines.h"

#include "ui/parts/icons.h"
#include "ui/parts/spacing.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace updesk
{

using Tone = PlanIssue::Tone;

CheckLines::CheckLines(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace4);
    for (int i = 0; i < kMostLines; ++i) {
        Line line{new QWidget, new QLabel, new TextLabel(QString())};
        auto *row = new QHBoxLayout(line.box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kSpace8);
        line.words->setWordWrap(true);
        row->addWidget(line.mark, 0, Qt::AlignTop);
        row->addWidget(line.words, 1);
        column->addWidget(line.box);
        m_lines.push_back(line);
    }
    connect(themeChanges(), &ThemeChanges::changed, this, &CheckLines::refresh);
    refresh();
}

void CheckLines::setIssues(const std::vector<PlanIssue> &issues)
{
    if (m_issues == issues)
        return;
    m_issues = issues;
    refresh();
}

QStringList CheckLines::lines() const
{
    QStringList all;
    for (const PlanIssue &issue : m_issues)
        all << PlanIssues::line(issue);
    return all;
}

static Icon iconOf(Tone tone)
{
    return tone == Tone::Good ? Icon::Tick : tone == Tone::Moves ? Icon::Moon : Icon::Warning;
}

static Colour colourOf(Tone tone)
{
    return tone == Tone::Good ? Colour::Good : tone == Tone::Blocks ? Colour::Bad : Colour::Close;
}

// Where there are more than have room, the last line says how many; all of them are in the tool tip.
void CheckLines::refresh()
{
    const QStringList all = lines();
    setToolTip(all.join(u'\n'));
    for (int i = 0; i < kMostLines; ++i) {
        const Line &line = m_lines[std::size_t(i)];
        line.box->setVisible(i < all.size());
        if (i >= all.size())
            continue;
        const bool more = i == kMostLines - 1 && all.size() > kMostLines;
        const Tone tone = m_issues[std::size_t(i)].tone;
        line.words->setText(more ? tr("and %1 more").arg(all.size() - i) : all[i]);
        line.words->setColour(tone == Tone::Blocks ? Colour::Bad : Colour::Text);
        const int mark = scaled(16);
        line.mark->setPixmap(iconPixmap(iconOf(tone), mark, colour(colourOf(tone)), devicePixelRatioF()));
    }
}

} // namespace updesk
