// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QScrollArea>
#include <QWidget>

namespace updesk
{

/// A form over the window: a scrim covers everything behind, the panel stands in the middle. Not a native window.
/// Esc asks escape(); Tab stays inside; closing gives the focus back to where it was.
class SheetDialog : public QWidget
{
    Q_OBJECT
public:
    explicit SheetDialog(QWidget *window);

    /// `icon`: shown in accent before the title; `note`: small words behind it.
    void setHead(const QString &title, const QString &note = {}, std::optional<Icon> icon = {});
    /// Words at the right of the head, behind an Esc keycap: "keeps the draft".
    void setEscWords(const QString &words);
    /// Takes the body; it keeps its own margins. It scrolls when the window is too low.
    void setBody(QWidget *body);
    /// The row at the foot, 56 high; shown once something was added.
    QHBoxLayout *foot();
    /// Width at text size 100 %, and distance from the top (-1: in the middle).
    void setPanel(int width, int top = -1);

    /// Leaves the head away; the body is everything.
    void setBare();

    /// Shows the sheet over its window; `first` gets the focus (null: the first that can). False: the window is
    /// covered, and nothing comes over that.
    bool openSheet(QWidget *first = nullptr);
    void closeSheet();
    bool isOpen() const { return isVisible(); }
    /// What Esc does, for whoever must have the window free. False: it stays, for what was typed is wanted, or it went
    /// with its window while it asked.
    bool leave();

    /// The open sheet on top of this window, or null.
    static SheetDialog *openIn(const QWidget *window);
    /// While a window is covered no sheet opens in it.
    static void setCovered(QWidget *window, bool covered);

Q_SIGNALS:
    void closed();

protected:
    /// What Esc does; closes the sheet unless a form wants otherwise.
    virtual void escape();
    /// A form: Esc asks before it drops what was typed since it opened.
    void askBeforeDropping() { m_asks = true; }
    void typingBegins(); ///< what stands in the form now was filled in or saved: nothing of it can be lost
    bool isTyped() const;
    bool mayDrop(); ///< nothing was typed, or it is said that it may go
    bool isGivenUp(); ///< asks whether what was typed may go
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

    /// Fits panel and scrim to the window again, after the body changed its size.
    void place();

private:
    QList<QWidget *> stops() const;
    QStringList lines() const; ///< what is typed, ticked and chosen in the form
    void scrollBy(int key);
    QWidget *m_panel;
    QWidget *m_head;
    QLabel *m_mark;
    TextLabel *m_title;
    TextLabel *m_note;
    QWidget *m_esc;
    TextLabel *m_escWords;
    QScrollArea *m_scroll;
    QWidget *m_footBar = nullptr;
    QHBoxLayout *m_foot = nullptr;
    QPointer<QWidget> m_before;
    std::optional<Icon> m_icon;
    int m_width = 560;
    int m_top = -1;
    bool m_asks = false;
    QStringList m_began; ///< what stood in the lines at first
};

} // namespace updesk
