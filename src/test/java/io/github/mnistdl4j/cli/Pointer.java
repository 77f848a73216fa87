package io.github.mnistdl4j.cli;

import java.time.Duration;
import java.util.List;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;

/** A mouse, finger or pen over the pad; hands out what it does there. */
final class Pointer {
  private static final int LEFT = PointerInput.MouseButton.LEFT.asArg();

  private final PointerInput pointer;
  private final Sequence actions;
  private final Rectangle pad;

  Pointer(PointerInput.Kind kind, Rectangle pad) {
    this.pointer = new PointerInput(kind, kind.name());
    this.actions = new Sequence(pointer, 0);
    this.pad = pad;
  }

  List<Sequence> draw(List<List<Point>> strokes) {
    for (List<Point> stroke : strokes) {
      begin(stroke);
      actions.addAction(pointer.createPointerUp(LEFT));
    }
    return List.of(actions);
  }

  /** A stroke that does not end. */
  List<Sequence> begin(List<Point> stroke) {
    move(stroke.get(0));
    actions.addAction(pointer.createPointerDown(LEFT));
    stroke.forEach(this::move);
    return List.of(actions);
  }

  private void move(Point point) {
    int x = (int) Math.round(pad.x + point.x() * pad.width);
    int y = (int) Math.round(pad.y + point.y() * pad.height);
    actions.addAction(
        pointer.createPointerMove(Duration.ZERO, PointerInput.Origin.viewport(), x, y));
  }
}
