// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "ui/capture/capturewords.h"
#include "ui/parts/button.h"
#include "ui/parts/type.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QScrollArea>

class QPainter;

namespace updesk
{

/// One customer that it may be. Clicked or by its key, never by focus.
class MatchCard final : public QAbstractButton
{
    Q_OBJECT
public:
    struct Words {
        QString key, name, phone, strength, line, note;
        bool strong = false;
        QString percent, reasons; ///< how alike it is, and in what
        QString email; ///< shown where it agrees
        bool sameName = false, samePhone = false;
        bool operator==(const Words &) const = default;
    };
    enum class Size : quint8 { Full, OneLine };
    explicit MatchCard(QWidget *parent = nullptr);
    void setWords(const Words &words, Size size, bool chosen);
    const Words &words() const { return m_words; }
    bool isChosen() const { return m_chosen; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int headHeight() const;
    void paintHead(QPainter &painter, QRect line) const;
    int paintPercent(QPainter &painter, const QRect &line) const;
    Words m_words;
    Size m_size = Size::Full;
    bool m_chosen = false;
};

/// "Already here?": who it may be, best first, each with its key, beside the form.
class MatchPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit MatchPanel(QWidget *parent = nullptr);
    /// Shows the matches; `chosen` is the one the visit will be added to, null: none. `typed`: anything to look for
    /// yet.
    void setMatches(
        const std::vector<PossibleMatch> &matches, CustomerId chosen, const CaptureWords &words, Time now, bool typed);
    void setFoot(const QString &words);
    const std::vector<MatchCard *> &cards() const { return m_cards; }
    QString headWords() const { return m_count->text(); }

Q_SIGNALS:
    void picked(int index);
    void noCallsWanted(int index); ///< the customer of this match is not to be called any more

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showKnown(const std::vector<PossibleMatch> &matches, CustomerId chosen);
    TextLabel *m_title;
    TextLabel *m_count;
    TextLabel *m_empty;
    TextLabel *m_foot;
    Button *m_noCalls;
    int m_known = -1; ///< whose match that is
    QWidget *m_list;
    QVBoxLayout *m_column;
    QScrollArea *m_scroll;
    std::vector<MatchCard *> m_cards; ///< as many as are shown
    std::vector<MatchCard *> m_spare;
};

} // namespace updesk
