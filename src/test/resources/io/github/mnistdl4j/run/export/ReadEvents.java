import java.io.FileInputStream;
import java.io.InputStream;
import org.tensorflow.framework.Summary;
import org.tensorflow.hadoop.util.TFRecordReader;
import org.tensorflow.util.Event;

/** Prints what files of events hold, as TensorFlow's own classes read it, a line per number. */
final class ReadEvents {
  public static void main(String[] files) throws Exception {
    for (String file : files) {
      try (InputStream in = new FileInputStream(file)) {
        TFRecordReader reader = new TFRecordReader(in, true); // checks the checksums
        for (byte[] record = reader.read(); record != null; record = reader.read()) {
          Event event = Event.parseFrom(record);
          if (!event.getFileVersion().isEmpty()) {
            System.out.println("version " + event.getFileVersion());
          }
          for (Summary.Value value : event.getSummary().getValueList()) {
            System.out.printf(
                "%s %d %s %.3f%n",
                value.getTag(), event.getStep(), value.getSimpleValue(), event.getWallTime());
          }
        }
      }
    }
  }
}
